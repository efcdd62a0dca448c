import type { Instant } from '../../core/instant.js';
import type { Customer } from '../holdings/customer.js';
import type { Holding } from '../holdings/holding.js';
import { type Day, type Occurrence, occurrences } from './data/calendar.js';
import { Dice } from './data/dice.js';
import type { Known } from './data/known.js';
import { make } from './data/make.js';
import type { Schema, SchemaSource } from './data/schema.js';
import type { Subject } from './data/subject.js';
import type { Endpoint, Product, Rows } from './product.js';

/** What a product's answers are made of: the same holding always has the same contents. */
export interface Contents {
  readonly source: SchemaSource;
  readonly product: Product;
  readonly endpoint: Endpoint;
  readonly customer: Customer;
  readonly now: Instant;
}

export const subjectOf = ({ customer, now }: Pick<Contents, 'customer' | 'now'>, holding: Holding): Subject => ({
  type: holding.type,
  resourceId: holding.resourceId,
  customerId: customer.customerId,
  customerName: customer.name,
  isJoint: holding.initial === 'PENDING_AUTHORISATION',
  contractedAt: holding.contractedAt,
  now,
  ...(holding.closedAt !== undefined && holding.closedAt <= now && { closedAt: holding.closedAt }),
});

/** The item a holding is on the product's list, or the object behind one of its endpoints. */
export function contentOf(contents: Contents, holding: Holding, schema: Schema): unknown {
  const { source, product, endpoint } = contents;
  const subject = subjectOf(contents, holding);
  const dice = new Dice(holding.resourceId);
  const known = {
    [product.idField]: holding.resourceId,
    ...product.portrait(subject, dice),
    ...endpoint.also?.(subject, dice),
  };
  return make({ source, subject, known }, schema, dice, '');
}

/** The parts of a holding that an endpoint lists. */
export function partsOf(contents: Contents, holding: Holding, schema: Schema): readonly unknown[] {
  const { source, endpoint } = contents;
  const subject = subjectOf(contents, holding);
  const dice = new Dice(holding.resourceId);
  const parts = endpoint.parts?.(subject, dice) ?? [];
  return parts.map((known, index) => make({ source, subject, known }, schema, dice.below(`part ${index}`), ''));
}

/** What happened to a holding between two days; newest first. */
export const happened = (
  contents: Pick<Contents, 'customer' | 'now'>,
  holding: Holding,
  kind: Rows['kind'],
  days: { readonly from: Day; readonly to: Day },
): readonly Occurrence[] => occurrences(subjectOf(contents, holding), kind, days);

/** Something that happened, as a row of the endpoint's schema. */
export function rowOf(
  contents: Contents,
  holding: Holding,
  row: Occurrence,
  list: { schema: Schema; rows: Rows },
): unknown {
  const subject = { ...subjectOf(contents, holding), happenedAt: row.at };
  const dice = new Dice(row.id);
  const known: Known = list.rows.portrait(subject, new Dice(holding.resourceId), { ...row, dice });
  return make({ source: contents.source, subject, known }, list.schema, dice, '');
}
