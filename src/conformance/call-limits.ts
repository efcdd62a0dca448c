/** Calls a month that a transmitter must allow, by product family and endpoint. Portal, Limites operacionais. */
const CREDIT = { list: 30, detail: 8, warranties: 8, 'scheduled-instalments': 30, payments: 30 };
const INVESTMENT = { list: 30, detail: 8, transactions: 8, balances: 120, 'transactions-current': 120 };

const LIMITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  accounts: {
    list: 8,
    detail: 8,
    transactions: 8,
    balances: 420,
    'reserved-balances': 420,
    'overdraft-limits': 420,
    'transactions-current': 240,
  },
  'credit-cards-accounts': {
    list: 8,
    detail: 120,
    transactions: 8,
    bills: 30,
    'bills/transactions': 30,
    limits: 240,
    'transactions-current': 240,
  },
  loans: { list: 30, detail: 30, warranties: 8, 'scheduled-instalments': 30, payments: 120 },
  financings: CREDIT,
  'unarranged-accounts-overdraft': CREDIT,
  'invoice-financings': CREDIT,
  'bank-fixed-incomes': INVESTMENT,
  'credit-fixed-incomes': INVESTMENT,
  'treasure-titles': INVESTMENT,
  funds: INVESTMENT,
  'variable-incomes': { ...INVESTMENT, balances: 30, 'transactions-current': 30, 'broker-notes': 30 },
  exchanges: { list: 30, detail: 8, events: 30 },
};

/** `undefined` for an endpoint nobody limits. */
export const monthlyLimit = (family: string, endpoint: string): number | undefined => LIMITS[family]?.[endpoint];
