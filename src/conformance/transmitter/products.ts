import type { Exchange } from '../../core/exchange.js';
import { officialPath } from '../reading.js';

/** Whose choice it is which resources of a product are shared. RES-020, RES-022, RES-023. */
export type Mode = 'picked' | 'grouped';

/** A resource type, as the texts describe its product. */
export interface ProductRow {
  readonly type: string;
  readonly kind: 'account' | 'card' | 'credit' | 'investment' | 'exchange';
  readonly mode: Mode;
  readonly permission: string;
  /** Where its resources are listed, and named one by one below. */
  readonly list: string;
  readonly idField: string;
  /** May leave UNAVAILABLE upon new movement. RES-036. */
  readonly returns: boolean;
}

const row = (
  type: string,
  kind: ProductRow['kind'],
  permission: string,
  [path, idField]: readonly [string, string],
): ProductRow => ({
  type,
  kind,
  mode: kind === 'account' || kind === 'card' ? 'picked' : 'grouped',
  permission,
  list: `/open-banking/${path}`,
  idField,
  returns: type === 'FUND' || type === 'VARIABLE_INCOME',
});
const credit = (type: string, permission: string, family: string): ProductRow =>
  row(type, 'credit', permission, [`${family}/v2/contracts`, 'contractId']);
const investment = (type: string, permission: string, family: string): ProductRow =>
  row(type, 'investment', permission, [`${family}/v1/investments`, 'investmentId']);

/** The twelve resource types of Resources 3.1.0, and the product APIs they belong to. */
export const PRODUCT_ROWS: readonly ProductRow[] = [
  row('ACCOUNT', 'account', 'ACCOUNTS_READ', ['accounts/v2/accounts', 'accountId']),
  row('CREDIT_CARD_ACCOUNT', 'card', 'CREDIT_CARDS_ACCOUNTS_READ', [
    'credit-cards-accounts/v2/accounts',
    'creditCardAccountId',
  ]),
  credit('LOAN', 'LOANS_READ', 'loans'),
  credit('FINANCING', 'FINANCINGS_READ', 'financings'),
  credit('UNARRANGED_ACCOUNT_OVERDRAFT', 'UNARRANGED_ACCOUNTS_OVERDRAFT_READ', 'unarranged-accounts-overdraft'),
  credit('INVOICE_FINANCING', 'INVOICE_FINANCINGS_READ', 'invoice-financings'),
  investment('BANK_FIXED_INCOME', 'BANK_FIXED_INCOMES_READ', 'bank-fixed-incomes'),
  investment('CREDIT_FIXED_INCOME', 'CREDIT_FIXED_INCOMES_READ', 'credit-fixed-incomes'),
  investment('VARIABLE_INCOME', 'VARIABLE_INCOMES_READ', 'variable-incomes'),
  investment('TREASURE_TITLE', 'TREASURE_TITLES_READ', 'treasure-titles'),
  investment('FUND', 'FUNDS_READ', 'funds'),
  row('EXCHANGE', 'exchange', 'EXCHANGES_READ', ['exchanges/v1/operations', 'operationId']),
];

export const productRow = (type: string): ProductRow | undefined => PRODUCT_ROWS.find((one) => one.type === type);

/** The product whose list a call is for. */
export const listedBy = ({ method, path }: Exchange): ProductRow | undefined =>
  method === 'GET' ? PRODUCT_ROWS.find(({ list }) => list === path) : undefined;

/** The product and resource that a call below a list names. */
export function detailOf(exchange: Exchange): { row: ProductRow; resourceId: string } | undefined {
  const { path } = exchange;
  const found = officialPath(exchange) && PRODUCT_ROWS.find(({ list }) => path.startsWith(`${list}/`));
  const resourceId = found && path.slice(found.list.length + 1).split('/')[0];
  return found && resourceId !== undefined && resourceId !== '' ? { row: found, resourceId } : undefined;
}
