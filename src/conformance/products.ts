import type { Exchange } from '../core/exchange.js';
import { officialPath } from './reading.js';

/** A product family: the first segment of its API's path, the type its resources have in the list, its list's path. */
interface Family {
  readonly family: string;
  readonly type: string;
  readonly list: string;
  /** The customer picks its resources one by one. */
  readonly isPicked?: true;
}

const FAMILIES: readonly Family[] = [
  { family: 'accounts', type: 'ACCOUNT', list: 'accounts', isPicked: true },
  { family: 'credit-cards-accounts', type: 'CREDIT_CARD_ACCOUNT', list: 'accounts', isPicked: true },
  { family: 'loans', type: 'LOAN', list: 'contracts' },
  { family: 'financings', type: 'FINANCING', list: 'contracts' },
  { family: 'unarranged-accounts-overdraft', type: 'UNARRANGED_ACCOUNT_OVERDRAFT', list: 'contracts' },
  { family: 'invoice-financings', type: 'INVOICE_FINANCING', list: 'contracts' },
  { family: 'bank-fixed-incomes', type: 'BANK_FIXED_INCOME', list: 'investments' },
  { family: 'credit-fixed-incomes', type: 'CREDIT_FIXED_INCOME', list: 'investments' },
  { family: 'variable-incomes', type: 'VARIABLE_INCOME', list: 'investments' },
  { family: 'treasure-titles', type: 'TREASURE_TITLE', list: 'investments' },
  { family: 'funds', type: 'FUND', list: 'investments' },
  { family: 'exchanges', type: 'EXCHANGE', list: 'operations' },
];

/** A call to a product API, taken apart. Registration data is no product here: it never is a resource. */
export interface ProductCall {
  readonly exchange: Exchange;
  readonly family: string;
  readonly type: string;
  readonly isPicked: boolean;
  /** Absent for the list of the family. */
  readonly resourceId?: string;
  /** What follows the id, e.g. `balances`; `list` and `detail` where nothing does. */
  readonly endpoint: string;
}

export function productCall(exchange: Exchange): ProductCall | undefined {
  const place = officialPath(exchange);
  const family = FAMILIES.find((candidate) => candidate.family === place?.family);
  if (!family || !place) return undefined;
  const { type, isPicked = false } = family;
  const [, collection, resourceId, ...rest] = place.rest.split('/');
  const call = { exchange, family: family.family, type, isPicked };
  if (collection !== family.list) return { ...call, endpoint: collection ?? '' };
  if (resourceId === undefined) return { ...call, endpoint: 'list' };
  // Ids further down, as of a bill, stay out of the endpoint's name.
  const endpoint = rest.filter((_, index) => index % 2 === 0).join('/') || 'detail';
  return { ...call, resourceId, endpoint };
}

export const productCallsIn = (calls: readonly Exchange[]): readonly ProductCall[] =>
  calls.map(productCall).filter((call) => call !== undefined);
