import type { ActiveCase } from '../consents/access.js';
import type { Holding } from '../holdings/holding.js';
import { refusal } from '../wire/errors.js';
import { type Envelope, envelopeOf, type Here, oneAnswer, pageAnswer, wholeAnswer } from './answers.js';
import { type Contents, contentOf, happened, partsOf, rowOf, subjectOf } from './contents.js';
import { cycleOf, dayOf, HISTORY } from './data/calendar.js';
import { Dice } from './data/dice.js';
import { brokerNote, isOnNote } from './data/investment-moves.js';
import { make } from './data/make.js';
import { type Days, lastDays, readDays, readFilters } from './filters.js';
import { availableHoldings, requireAvailable } from './gate.js';
import type { Rows } from './product.js';

/** A call of a product endpoint, past admission and the document. */
export interface Call {
  readonly contents: Contents;
  readonly subject: ActiveCase;
  readonly here: Here;
  readonly params: Readonly<Record<string, string>>;
  readonly retention: string;
}

/** What an endpoint answers with 200. @throws ApiError 403, 400 or 422. */
export function answerTo(call: Call): object {
  const { contents, subject, here, params, retention } = call;
  const { source, product, endpoint } = contents;
  const schema = source.dataOf(endpoint.path);
  const envelope = envelopeOf(source, endpoint.path);
  if (endpoint.path === product.list) {
    const all = availableHoldings(subject, product.type, retention);
    const write = (holding: Holding): unknown => contentOf(contents, holding, schema.items ?? {});
    return pageAnswer({ all, write, shows: readFilters(here.query, endpoint.filters ?? {}) }, here, envelope);
  }
  if (params['brokerNoteId'] !== undefined) return noteAnswer(call, params['brokerNoteId'], envelope);
  const holding = requireAvailable(subject, product.type, params[product.idField] ?? '', retention);
  if (endpoint.rows) return rowsAnswer(call, holding, endpoint.rows, envelope);
  if (!endpoint.parts) return oneAnswer(contentOf(contents, holding, schema), here, envelope);
  const all = partsOf(contents, holding, schema.items ?? {});
  if (!envelope.links.includes('next')) return wholeAnswer(all, here, envelope);
  return pageAnswer({ all, write: (part) => part }, here, envelope);
}

function rowsAnswer({ contents, here, params }: Call, holding: Holding, rows: Rows, envelope: Envelope): object {
  const { source, endpoint, now } = contents;
  const asked = readDays(here.query, rows, now);
  const { billId } = params;
  const days =
    billId === undefined
      ? both(lastDays(now, HISTORY), asked ?? lastDays(now, rows.usualDays))
      : both(cycleOf(requireBill(contents, holding, billId)), asked);
  const list = { schema: source.dataOf(endpoint.path).items ?? {}, rows };
  const all = happened(contents, holding, rows.kind, days);
  const write = (row: (typeof all)[number]): unknown => rowOf(contents, holding, row, list);
  return pageAnswer({ all, write, shows: readFilters(here.query, endpoint.filters ?? {}) }, here, envelope);
}

/** The days that are in both, or in the one there is. */
const both = (one: Days, other: Days = one): Days => ({
  from: one.from > other.from ? one.from : other.from,
  to: one.to < other.to ? one.to : other.to,
});

/** The day the bill is due. @throws ApiError 403 when no bill of the card has this id. PRD-003. */
function requireBill(contents: Contents, holding: Holding, billId: string): string {
  const bill = happened(contents, holding, 'bill', lastDays(contents.now, HISTORY)).find(({ id }) => id === billId);
  if (!bill) throw refusal('RESOURCE_UNKNOWN');
  return dayOf(bill.at);
}

/**
 * The note of a purchase or sale.
 * @throws ApiError 403: as its investment is not AVAILABLE (PRD-002), or there is no such note (PRD-003).
 */
function noteAnswer({ contents, subject, here, retention }: Call, noteId: string, envelope: Envelope): object {
  const { source, product, endpoint, now } = contents;
  const own = new Dice(noteId);
  const traded = subject.holdings.find(
    (holding) =>
      holding.type === product.type &&
      happened(contents, holding, 'movement', lastDays(now, HISTORY)).some(({ id }) => id === noteId),
  );
  if (!traded || !isOnNote(own)) throw refusal('RESOURCE_UNKNOWN');
  const holding = requireAvailable(subject, product.type, traded.resourceId, retention);
  const maker = { source, subject: subjectOf(contents, holding), known: brokerNote(own) };
  return oneAnswer(make(maker, source.dataOf(endpoint.path), own, ''), here, envelope);
}
