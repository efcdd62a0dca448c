import type { Instant } from '../core/instant.js';
import type { OpenFinanceApi } from './api.js';
import { type Offer, soldAt } from './holdings/offer.js';

/** One operation of an API, by its whole path; `{name}` stands for one segment. */
export interface Endpoint {
  readonly method: string;
  readonly path: string;
}

export const endpointsOf = ({ basePath, operations }: OpenFinanceApi): readonly Endpoint[] =>
  operations.map(({ method, path }) => ({ method, path: `${basePath}${path}` }));

/** What the institution offers at an instant: product APIs only while their product is sold. RES-012, DIR-003. */
export function offeredAt(apis: readonly OpenFinanceApi[], offer: Offer, now: Instant): readonly OpenFinanceApi[] {
  const sold = soldAt(offer, now);
  return apis.filter(({ sells }) => sells === undefined || sold.includes(sells));
}
