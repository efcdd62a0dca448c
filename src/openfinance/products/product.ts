import type { Permission, ResourceType } from '../vocabulary.js';

/** A product family as a row: what its API serves, and under which permissions. */
export interface Product {
  /** Directory family; also the first segment of its paths and the name of its API. */
  readonly family: string;
  readonly title: string;
  readonly version: string;
  readonly scope: string;
  /** The resources it is about. */
  readonly type: ResourceType;
  /** Where the resources are listed, and the parameter that names one below it. */
  readonly list: string;
  readonly idField: string;
  readonly endpoints: readonly Endpoint[];
}

/** One `GET` of a product API. */
export interface Endpoint {
  /** As the document has it, e.g. `/contracts/{contractId}/payments`. */
  readonly path: string;
  readonly permission: Permission;
  /** Present where the answer is a list of things that happen over time. */
  readonly rows?: Rows;
}

/** A list of things that happen over time. */
export interface Rows {
  /** What happens: rows of one kind are the same on every endpoint that shows them. */
  readonly kind: 'movement' | 'bill';
  readonly dateField: string;
  /** The query parameters that filter it, civil dates, both included. */
  readonly from: string;
  readonly to: string;
  /** Civil days shown when nothing is asked for, today included. */
  readonly usualDays: number;
  /** The most civil days a filter may reach back, today included. */
  readonly mostDays?: number;
}

const at = (path: string, permission: Permission, rows?: Rows): Endpoint => ({
  path,
  permission,
  ...(rows && { rows }),
});

/** A list of what was, and the same list of the last days. */
function movements(path: string, permission: Permission, dateField: string, parameter: string): readonly Endpoint[] {
  const [from, to] = [`from${parameter}`, `to${parameter}`];
  return [
    at(`${path}/transactions`, permission, { kind: 'movement', dateField, from, to, usualDays: 1 }),
    at(`${path}/transactions-current`, permission, {
      kind: 'movement',
      dateField,
      from,
      to,
      usualDays: 1,
      mostDays: 7,
    }),
  ];
}

const basePathOf = (family: string, version: string): string => `/open-banking/${family}/v${version.split('.')[0]}`;
export const basePath = ({ family, version }: Product): string => basePathOf(family, version);

type CreditPrefix = 'LOANS' | 'FINANCINGS' | 'INVOICE_FINANCINGS' | 'UNARRANGED_ACCOUNTS_OVERDRAFT';

function credit(family: string, title: string, version: string, type: ResourceType, prefix: CreditPrefix): Product {
  const contract = '/contracts/{contractId}';
  return {
    ...{ family, title, version, type, scope: family, list: '/contracts', idField: 'contractId' },
    endpoints: [
      at('/contracts', `${prefix}_READ`),
      at(contract, `${prefix}_READ`),
      at(`${contract}/warranties`, `${prefix}_WARRANTIES_READ`),
      at(`${contract}/scheduled-instalments`, `${prefix}_SCHEDULED_INSTALMENTS_READ`),
      at(`${contract}/payments`, `${prefix}_PAYMENTS_READ`),
    ],
  };
}

function investment(
  row: Pick<Product, 'family' | 'title' | 'version' | 'type'>,
  permission: Permission,
  dated: readonly [dateField: string, parameter: string] = ['transactionDate', 'TransactionDate'],
): Product {
  const one = '/investments/{investmentId}';
  return {
    ...row,
    ...{ scope: row.family, list: '/investments', idField: 'investmentId' },
    endpoints: [
      at('/investments', permission),
      at(one, permission),
      at(`${one}/balances`, permission),
      ...movements(one, permission, ...dated),
    ],
  };
}

const ACCOUNT = '/accounts/{accountId}';
const CARD = '/accounts/{creditCardAccountId}';
const BILLS: Rows = { kind: 'bill', dateField: 'dueDate', from: 'fromDueDate', to: 'toDueDate', usualDays: 365 };
const CARD_MOVES: Rows = {
  ...{ kind: 'movement', dateField: 'transactionDateTime', usualDays: 31 },
  ...{ from: 'fromTransactionDate', to: 'toTransactionDate' },
};

const accounts: Product = {
  ...{ family: 'accounts', title: 'Accounts 2.4.2', version: '2.4.2', scope: 'accounts', type: 'ACCOUNT' },
  ...{ list: '/accounts', idField: 'accountId' },
  endpoints: [
    at('/accounts', 'ACCOUNTS_READ'),
    at(ACCOUNT, 'ACCOUNTS_READ'),
    at(`${ACCOUNT}/balances`, 'ACCOUNTS_BALANCES_READ'),
    ...movements(ACCOUNT, 'ACCOUNTS_TRANSACTIONS_READ', 'transactionDateTime', 'BookingDate'),
    at(`${ACCOUNT}/overdraft-limits`, 'ACCOUNTS_OVERDRAFT_LIMITS_READ'),
  ],
};

const cards: Product = {
  ...{ family: 'credit-cards-accounts', title: 'Credit cards 2.3.1', version: '2.3.1', scope: 'credit-cards-accounts' },
  ...{ type: 'CREDIT_CARD_ACCOUNT', list: '/accounts', idField: 'creditCardAccountId' },
  endpoints: [
    at('/accounts', 'CREDIT_CARDS_ACCOUNTS_READ'),
    at(CARD, 'CREDIT_CARDS_ACCOUNTS_READ'),
    at(`${CARD}/limits`, 'CREDIT_CARDS_ACCOUNTS_LIMITS_READ'),
    ...movements(CARD, 'CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ', 'transactionDateTime', 'TransactionDate'),
    at(`${CARD}/bills`, 'CREDIT_CARDS_ACCOUNTS_BILLS_READ', BILLS),
    at(`${CARD}/bills/{billId}/transactions`, 'CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ', CARD_MOVES),
  ],
};

const exchanges: Product = {
  ...{ family: 'exchanges', title: 'Exchanges 1.0.0', version: '1.0.0', scope: 'exchanges', type: 'EXCHANGE' },
  ...{ list: '/operations', idField: 'operationId' },
  endpoints: [
    at('/operations', 'EXCHANGES_READ'),
    at('/operations/{operationId}', 'EXCHANGES_READ'),
    at('/operations/{operationId}/events', 'EXCHANGES_READ'),
  ],
};

const variableIncomes: Product = investment(
  { family: 'variable-incomes', title: 'Variable incomes 1.3.0', version: '1.3.0', type: 'VARIABLE_INCOME' },
  'VARIABLE_INCOMES_READ',
);

/** The twelve families, in the order of the resource types. */
export const PRODUCTS: readonly Product[] = [
  accounts,
  cards,
  credit('loans', 'Loans 2.5.0', '2.5.0', 'LOAN', 'LOANS'),
  credit('financings', 'Financings 2.4.0', '2.4.0', 'FINANCING', 'FINANCINGS'),
  credit(
    'unarranged-accounts-overdraft',
    'Unarranged accounts overdraft 2.5.0',
    '2.5.0',
    'UNARRANGED_ACCOUNT_OVERDRAFT',
    'UNARRANGED_ACCOUNTS_OVERDRAFT',
  ),
  credit('invoice-financings', 'Invoice financings 2.4.0', '2.4.0', 'INVOICE_FINANCING', 'INVOICE_FINANCINGS'),
  investment(
    { family: 'bank-fixed-incomes', title: 'Bank fixed incomes 1.1.0', version: '1.1.0', type: 'BANK_FIXED_INCOME' },
    'BANK_FIXED_INCOMES_READ',
  ),
  investment(
    {
      family: 'credit-fixed-incomes',
      title: 'Credit fixed incomes 1.1.0',
      version: '1.1.0',
      type: 'CREDIT_FIXED_INCOME',
    },
    'CREDIT_FIXED_INCOMES_READ',
  ),
  {
    ...variableIncomes,
    endpoints: [...variableIncomes.endpoints, at('/broker-notes/{brokerNoteId}', 'VARIABLE_INCOMES_READ')],
  },
  investment(
    { family: 'treasure-titles', title: 'Treasure titles 1.1.0', version: '1.1.0', type: 'TREASURE_TITLE' },
    'TREASURE_TITLES_READ',
  ),
  investment({ family: 'funds', title: 'Funds 1.1.0', version: '1.1.0', type: 'FUND' }, 'FUNDS_READ', [
    'transactionConversionDate',
    'TransactionConversionDate',
  ]),
  exchanges,
];
