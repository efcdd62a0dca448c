import type { Exchange } from '../core/exchange.js';
import { officialPath } from './reading.js';

/** Whose choice it is which resources of a product are shared. RES-020, RES-022, RES-023. */
export type Mode = 'picked' | 'grouped';

/** A resource type, as the texts describe its product. */
export interface ProductRow {
  readonly type: string;
  readonly kind: 'account' | 'card' | 'credit' | 'investment' | 'exchange';
  readonly mode: Mode;
  readonly permission: string;
  /** The first segment of its API's path. */
  readonly family: string;
  /** What follows the API's version in the path of its list. */
  readonly collection: string;
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
  [path, idField]: readonly [`${string}/v${number}/${string}`, string],
): ProductRow => {
  const [family = '', , collection = ''] = path.split('/');
  return {
    type,
    kind,
    mode: kind === 'account' || kind === 'card' ? 'picked' : 'grouped',
    permission,
    family,
    collection,
    list: `/open-banking/${path}`,
    idField,
    returns: type === 'FUND' || type === 'VARIABLE_INCOME',
  };
};
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

/** A call to a product API, taken apart. Registration data is no product here: it never is a resource. */
export interface ProductCall {
  readonly exchange: Exchange;
  readonly family: string;
  readonly type: string;
  readonly mode: Mode;
  /** Absent for the list of the family. */
  readonly resourceId?: string;
  /** What follows the id, e.g. `balances`; `list` and `detail` where nothing does. */
  readonly endpoint: string;
}

export function productCall(exchange: Exchange): ProductCall | undefined {
  const place = officialPath(exchange);
  const product = PRODUCT_ROWS.find(({ family }) => family === place?.family);
  if (!product || !place) return undefined;
  const { family, type, mode } = product;
  const [, collection, resourceId, ...rest] = place.rest.split('/');
  const call = { exchange, family, type, mode };
  if (collection !== product.collection) return { ...call, endpoint: collection ?? '' };
  if (resourceId === undefined) return { ...call, endpoint: 'list' };
  // Ids further down, as of a bill, stay out of the endpoint's name.
  const endpoint = rest.filter((_, index) => index % 2 === 0).join('/') || 'detail';
  return { ...call, resourceId, endpoint };
}

export const productCallsIn = (calls: readonly Exchange[]): readonly ProductCall[] =>
  calls.map(productCall).filter((call) => call !== undefined);
