import type { Instant } from '../core/instant.js';
import type { Reader } from '../store/store.js';
import { type Book, readBook, tacitApprovals } from './approvals/book.js';
import { UNDO_WINDOW } from './approvals/change.js';
import type { OtdxContext } from './context.js';
import { PORTFOLIOS } from './portfolios/portfolio.js';
import { releasedAt } from './portfolios/release.js';
import type { QuotaKey } from './vocabulary.js';

/** Something that comes due at an instant, without anybody doing anything then. */
export interface OtdxEvent {
  readonly at: Instant;
  /** `otdx:CODE TYPE DATE`. */
  readonly entity: string;
  readonly event: string;
  readonly rule: string;
}

/** Everything that has come, or will come, due for the portfolios that follow a clock; oldest first. */
export async function otdxEventsOn(reader: Reader, context: OtdxContext, clock: string): Promise<readonly OtdxEvent[]> {
  const portfolios = await reader.list(PORTFOLIOS, { index: 'clock', equals: clock });
  const events: OtdxEvent[] = [];
  for (const { value } of portfolios) events.push(...bookEvents(await readBook(reader, context, value)));
  return events.toSorted((one, other) => one.at - other.at);
}

const entityOf = ({ code, quotaType, date }: QuotaKey): string => `otdx:${code} ${quotaType} ${date}`;

const bookEvents = (book: Book): readonly OtdxEvent[] => [
  ...book.quotas.map((quota) => ({
    at: releasedAt(quota),
    entity: entityOf(quota),
    event: 'released',
    rule: 'OTD-APR-01',
  })),
  ...tacitApprovals(book).map((approved) => ({
    at: approved.at,
    entity: entityOf(approved),
    event: 'approved tacitly',
    rule: 'OTD-APR-06',
  })),
  // The window's end is included: it is over a moment later.
  ...book.given
    .filter(({ deletedAt, voidedAt }) => deletedAt === undefined && voidedAt === undefined)
    .map((approval) => ({
      at: approval.at + UNDO_WINDOW + 1,
      entity: entityOf(approval),
      event: 'can no longer be undone',
      rule: 'OTD-APR-12',
    })),
];
