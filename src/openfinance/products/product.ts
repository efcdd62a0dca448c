import type { Permission, ResourceType } from '../vocabulary.js';
import type { Known } from './data/known.js';
import type { Portrait, RowPortrait } from './data/subject.js';

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
  /** What the values of one resource have to agree on. */
  readonly portrait: Portrait;
}

/** How often a receiver may at least call an endpoint for one object in a month. PRD-011. */
export type MonthlyCalls = 8 | 30 | 120 | 240 | 420;

/** One `GET` of a product API. */
export interface Endpoint {
  /** As the document has it, e.g. `/contracts/{contractId}/payments`. */
  readonly path: string;
  readonly permission: Permission;
  readonly monthly: MonthlyCalls;
  /** Query parameters that keep the items whose property has the value asked for, by parameter. */
  readonly filters?: Readonly<Record<string, string>>;
  /** Present where the answer is a list of things that happen over time. */
  readonly rows?: Rows;
  /** What this endpoint tells besides what the others tell. */
  readonly also?: Portrait;
  /** Present where the answer is a list of parts of the resource: what is known of each. */
  readonly parts?: (...of: Parameters<Portrait>) => readonly Known[];
  /** The document asks for totals in the `meta` of an error, too. */
  readonly errorTotals?: boolean;
}

/** A list of things that happen over time. */
export interface Rows {
  /** What happens: rows of one kind are the same on every endpoint that shows them. */
  readonly kind: 'movement' | 'bill';
  /** The query parameters that filter it, civil dates, both included. */
  readonly from: string;
  readonly to: string;
  /** Civil days shown when nothing is asked for, today included. */
  readonly usualDays: number;
  /** The most civil days a filter may reach back, today included. */
  readonly mostDays?: number;
  readonly portrait: RowPortrait;
}

export const basePathOf = (family: string, version: string): string =>
  `/open-banking/${family}/v${version.split('.')[0]}`;
