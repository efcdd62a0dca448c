import type { Permission } from '../vocabulary.js';
import { accountEntry, accountPortrait } from './data/accounts.js';
import { cardBill, cardLimits, cardMove, cardPortrait } from './data/cards.js';
import { contractPortrait, FINANCINGS, INVOICES, LOANS, OVERDRAFTS, payments, warranties } from './data/contracts.js';
import { exchangeEvents, exchangePortrait } from './data/exchanges.js';
import { bankMove, creditMove, fundMove, shareMove, titleMove } from './data/investment-moves.js';
import { bankPaper, creditPaper, fund, share, title } from './data/investments.js';
import type { Endpoint, MonthlyCalls, Product, Rows } from './product.js';

type Extra = Omit<Endpoint, 'path' | 'permission' | 'monthly'>;

const at = (path: string, permission: Permission, monthly: MonthlyCalls, extra: Extra = {}): Endpoint => ({
  path,
  permission,
  monthly,
  ...extra,
});

/** A list of what was, and the same list of the last seven days. */
function movements(
  path: string,
  permission: Permission,
  calls: readonly [past: MonthlyCalls, current: MonthlyCalls],
  { parameter, portrait, filters }: { parameter: string; portrait: Rows['portrait']; filters?: Endpoint['filters'] },
): readonly Endpoint[] {
  const rows: Rows = {
    kind: 'movement',
    portrait,
    usualDays: 1,
    from: `from${parameter}`,
    to: `to${parameter}`,
  };
  const extra = filters ? { filters } : {};
  return [
    at(`${path}/transactions`, permission, calls[0], { ...extra, rows }),
    at(`${path}/transactions-current`, permission, calls[1], { ...extra, rows: { ...rows, mostDays: 7 } }),
  ];
}

/** Accounts and cards: every document of theirs but the statements has totals in errors, too. */
const TOTALS: Extra = { errorTotals: true };

const ACCOUNT = '/accounts/{accountId}';
const accounts: Product = {
  family: 'accounts',
  title: 'Accounts 2.4.2',
  version: '2.4.2',
  scope: 'accounts',
  type: 'ACCOUNT',
  list: '/accounts',
  idField: 'accountId',
  portrait: accountPortrait,
  endpoints: [
    at('/accounts', 'ACCOUNTS_READ', 8, { ...TOTALS, filters: { accountType: 'type' } }),
    at(ACCOUNT, 'ACCOUNTS_READ', 8, TOTALS),
    at(`${ACCOUNT}/balances`, 'ACCOUNTS_BALANCES_READ', 420, TOTALS),
    ...movements(ACCOUNT, 'ACCOUNTS_TRANSACTIONS_READ', [8, 240], {
      parameter: 'BookingDate',
      portrait: accountEntry,
      filters: { creditDebitIndicator: 'creditDebitType' },
    }),
    at(`${ACCOUNT}/overdraft-limits`, 'ACCOUNTS_OVERDRAFT_LIMITS_READ', 420, TOTALS),
  ],
};

const CARD = '/accounts/{creditCardAccountId}';
const CARD_FILTERS = { transactionType: 'transactionType', payeeMCC: 'payeeMCC' };
const BILLS: Rows = { kind: 'bill', from: 'fromDueDate', to: 'toDueDate', usualDays: 365, portrait: cardBill };
const BILLED: Rows = {
  kind: 'movement',
  usualDays: 31,
  portrait: cardMove,
  from: 'fromTransactionDate',
  to: 'toTransactionDate',
};
const cards: Product = {
  family: 'credit-cards-accounts',
  title: 'Credit cards 2.3.1',
  version: '2.3.1',
  scope: 'credit-cards-accounts',
  type: 'CREDIT_CARD_ACCOUNT',
  list: '/accounts',
  idField: 'creditCardAccountId',
  portrait: cardPortrait,
  endpoints: [
    at('/accounts', 'CREDIT_CARDS_ACCOUNTS_READ', 8, TOTALS),
    at(CARD, 'CREDIT_CARDS_ACCOUNTS_READ', 120, TOTALS),
    at(`${CARD}/limits`, 'CREDIT_CARDS_ACCOUNTS_LIMITS_READ', 240, { ...TOTALS, parts: cardLimits }),
    ...movements(CARD, 'CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ', [8, 240], {
      parameter: 'TransactionDate',
      portrait: cardMove,
      filters: CARD_FILTERS,
    }),
    at(`${CARD}/bills`, 'CREDIT_CARDS_ACCOUNTS_BILLS_READ', 30, { ...TOTALS, rows: BILLS }),
    at(`${CARD}/bills/{billId}/transactions`, 'CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ', 30, {
      ...TOTALS,
      rows: BILLED,
      filters: CARD_FILTERS,
    }),
  ],
};

type Row = Pick<Product, 'family' | 'title' | 'version' | 'type' | 'portrait'>;
type CreditPrefix = 'LOANS' | 'FINANCINGS' | 'INVOICE_FINANCINGS' | 'UNARRANGED_ACCOUNTS_OVERDRAFT';

/** How often a contract, its instalments and its payments may be asked for; the list always thirty times. */
interface CreditCalls {
  readonly detail: MonthlyCalls;
  readonly payments: MonthlyCalls;
}

const CONTRACT = '/contracts/{contractId}';
const credit = (row: Row, prefix: CreditPrefix, calls: CreditCalls = { detail: 8, payments: 30 }): Product => ({
  ...row,
  scope: row.family,
  list: '/contracts',
  idField: 'contractId',
  endpoints: [
    at('/contracts', `${prefix}_READ`, 30),
    at(CONTRACT, `${prefix}_READ`, calls.detail),
    at(`${CONTRACT}/warranties`, `${prefix}_WARRANTIES_READ`, 8, { parts: warranties }),
    at(`${CONTRACT}/scheduled-instalments`, `${prefix}_SCHEDULED_INSTALMENTS_READ`, 30),
    at(`${CONTRACT}/payments`, `${prefix}_PAYMENTS_READ`, calls.payments, { also: payments }),
  ],
});

const INVESTMENT = '/investments/{investmentId}';
const investment = (
  row: Row,
  permission: Permission,
  {
    portrait,
    parameter = 'TransactionDate',
    often = 120,
  }: { portrait: Rows['portrait']; parameter?: string; often?: 30 | 120 },
): Product => ({
  ...row,
  scope: row.family,
  list: '/investments',
  idField: 'investmentId',
  endpoints: [
    at('/investments', permission, 30),
    at(INVESTMENT, permission, 8),
    at(`${INVESTMENT}/balances`, permission, often),
    ...movements(INVESTMENT, permission, [8, often], { parameter, portrait }),
  ],
});

const shares = investment(
  {
    family: 'variable-incomes',
    title: 'Variable incomes 1.3.0',
    version: '1.3.0',
    type: 'VARIABLE_INCOME',
    portrait: share,
  },
  'VARIABLE_INCOMES_READ',
  { portrait: shareMove, often: 30 },
);

const exchanges: Product = {
  family: 'exchanges',
  title: 'Exchanges 1.0.0',
  version: '1.0.0',
  scope: 'exchanges',
  type: 'EXCHANGE',
  list: '/operations',
  idField: 'operationId',
  portrait: exchangePortrait,
  endpoints: [
    at('/operations', 'EXCHANGES_READ', 30),
    at('/operations/{operationId}', 'EXCHANGES_READ', 8),
    at('/operations/{operationId}/events', 'EXCHANGES_READ', 30, { parts: exchangeEvents }),
  ],
};

/** The twelve families, in the order of the resource types. */
export const PRODUCTS: readonly Product[] = [
  accounts,
  cards,
  credit(
    {
      family: 'loans',
      title: 'Loans 2.5.0',
      version: '2.5.0',
      type: 'LOAN',
      portrait: contractPortrait(LOANS),
    },
    'LOANS',
    { detail: 30, payments: 120 },
  ),
  credit(
    {
      family: 'financings',
      title: 'Financings 2.4.0',
      version: '2.4.0',
      type: 'FINANCING',
      portrait: contractPortrait(FINANCINGS),
    },
    'FINANCINGS',
  ),
  credit(
    {
      family: 'unarranged-accounts-overdraft',
      title: 'Unarranged accounts overdraft 2.5.0',
      version: '2.5.0',
      type: 'UNARRANGED_ACCOUNT_OVERDRAFT',
      portrait: contractPortrait(OVERDRAFTS),
    },
    'UNARRANGED_ACCOUNTS_OVERDRAFT',
  ),
  credit(
    {
      family: 'invoice-financings',
      title: 'Invoice financings 2.4.0',
      version: '2.4.0',
      type: 'INVOICE_FINANCING',
      portrait: contractPortrait(INVOICES),
    },
    'INVOICE_FINANCINGS',
  ),
  investment(
    {
      family: 'bank-fixed-incomes',
      title: 'Bank fixed incomes 1.1.0',
      version: '1.1.0',
      type: 'BANK_FIXED_INCOME',
      portrait: bankPaper,
    },
    'BANK_FIXED_INCOMES_READ',
    { portrait: bankMove },
  ),
  investment(
    {
      family: 'credit-fixed-incomes',
      title: 'Credit fixed incomes 1.1.0',
      version: '1.1.0',
      type: 'CREDIT_FIXED_INCOME',
      portrait: creditPaper,
    },
    'CREDIT_FIXED_INCOMES_READ',
    { portrait: creditMove },
  ),
  { ...shares, endpoints: [...shares.endpoints, at('/broker-notes/{brokerNoteId}', 'VARIABLE_INCOMES_READ', 30)] },
  investment(
    {
      family: 'treasure-titles',
      title: 'Treasure titles 1.1.0',
      version: '1.1.0',
      type: 'TREASURE_TITLE',
      portrait: title,
    },
    'TREASURE_TITLES_READ',
    { portrait: titleMove },
  ),
  investment({ family: 'funds', title: 'Funds 1.1.0', version: '1.1.0', type: 'FUND', portrait: fund }, 'FUNDS_READ', {
    portrait: fundMove,
    parameter: 'TransactionConversionDate',
  }),
  exchanges,
];
