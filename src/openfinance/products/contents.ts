import type { Instant } from '../../core/instant.js';
import type { Customer } from '../holdings/customer.js';
import type { Holding } from '../holdings/holding.js';
import { type Day, type Occurrence, occurrences } from './data/calendar.js';
import { Dice } from './data/dice.js';
import { type Known, make } from './data/make.js';
import type { Schema, SchemaSource } from './data/schema.js';
import type { Subject } from './data/subject.js';
import type { Product, Rows } from './product.js';

/** What a product's answers are made of: the same holding always has the same contents. */
export interface Contents {
  readonly source: SchemaSource;
  readonly product: Product;
  readonly customer: Customer;
  readonly now: Instant;
}

const subjectOf = ({ customer, now }: Contents, holding: Holding, happenedAt?: Instant): Subject => ({
  customerId: customer.customerId,
  customerName: customer.name,
  contractedAt: holding.contractedAt,
  now,
  ...(holding.closedAt !== undefined && { closedAt: holding.closedAt }),
  ...(happenedAt !== undefined && { happenedAt }),
});

/** The item a holding is on the product's list, or the object behind one of its endpoints. */
export function contentOf(contents: Contents, holding: Holding, schema: Schema, known: Known = {}): unknown {
  const { source, product } = contents;
  const fixed = { [product.idField]: holding.resourceId, ...known };
  return make(
    { source, subject: subjectOf(contents, holding), known: fixed },
    schema,
    new Dice(holding.resourceId),
    '',
  );
}

/** What happened to a holding between two days, as rows of the endpoint's schema; newest first. */
export function rowsOf(
  contents: Contents,
  holding: Holding,
  list: { readonly schema: Schema; readonly rows: Rows; readonly from: Day; readonly to: Day },
): readonly unknown[] {
  const { source, now } = contents;
  const { kind } = list.rows;
  const born = { from: list.from, to: list.to, bornAt: holding.contractedAt, now };
  return occurrences(holding.resourceId, kind, born).map((occurrence) => {
    const subject = subjectOf(contents, holding, occurrence.at);
    return make({ source, subject, known: rowIds(occurrence) }, list.schema, new Dice(occurrence.id), '');
  });
}

/** The ids of a row: of the movement, the bill, or the broker note it is on. */
const rowIds = ({ id }: Occurrence): Known => ({ transactionId: id, billId: id, brokerNoteId: id });
