import { uuidFrom } from '../../../core/ids.js';
import { DAY, formatSeconds, HOUR, type Instant, parseInstant } from '../../../core/instant.js';
import { Dice } from './dice.js';

/** Something that happened to a product on a day. */
export interface Occurrence {
  readonly id: string;
  readonly at: Instant;
}

/** A civil day in America/Sao_Paulo, `YYYY-MM-DD`. */
export type Day = string;

/** How far back anything that happened is kept. Civil days, today included. */
export const HISTORY = 400;

/** Sao Paulo has had no summer time since 2019: a day begins at 03:00 UTC. */
const OFFSET = 3 * HOUR;

/** The first and last instants whose days, and the days next to them, have a year of four digits. */
const [EARLIEST, LATEST] = [Date.parse('0001-01-02T12:00:00Z'), Date.parse('9999-12-30T12:00:00Z')];
const within = (instant: Instant): Instant => Math.min(Math.max(instant, EARLIEST), LATEST);

export const dayOf = (instant: Instant): Day => formatSeconds(within(instant) - OFFSET).slice(0, 10);

/** The instant as the documents write it, kept within years of four digits. */
export const secondsOf = (instant: Instant): string => formatSeconds(within(instant));
export const millisecondsOf = (instant: Instant): string => secondsOf(instant).replace('Z', '.000Z');

/** Midday of a civil day; `undefined` for a day that does not exist. */
export const middayOf = (day: Day): Instant | undefined => parseInstant(`${day}T15:00:00Z`);

/** The civil day that lies `count` days from another. */
export const dayAfter = (day: Day, count: number): Day => dayOf((middayOf(day) ?? 0) + count * DAY);

/** The day of the month a card's bill is due, and the last one whose movements are on it. */
const DUE = '10';
const CLOSING = '03';

/** The day the bill is due that a card's movement of this day is on. */
export function billDueAfter(day: Day): Day {
  const [month, date] = [day.slice(0, 7), day.slice(8)];
  if (date <= CLOSING) return `${month}-${DUE}`;
  return `${dayAfter(`${month}-28`, 7).slice(0, 7)}-${DUE}`;
}

/** The days whose movements are on the bill due on this day, both included. */
export function cycleOf(due: Day): { readonly from: Day; readonly to: Day } {
  const lastMonth = dayAfter(`${due.slice(0, 7)}-01`, -1).slice(0, 7);
  return { from: `${lastMonth}-04`, to: `${due.slice(0, 7)}-${CLOSING}` };
}

export const idOf = (resourceId: string, kind: string, day: Day): string => uuidFrom(`${resourceId}/${kind}/${day}`);

/** A life things happen in: from when to when, both included. */
export interface Span {
  readonly resourceId: string;
  readonly contractedAt: Instant;
  readonly closedAt?: Instant;
  readonly now: Instant;
}

/**
 * What happened to a resource from one day to another, both included, newest first. The same day always has the same
 * occurrences, whenever and whatever is asked for: a movement about every third day, a bill on the tenth. How far back
 * one may ask is not its concern.
 */
export function occurrences(
  { resourceId, contractedAt, closedAt = Number.POSITIVE_INFINITY, now }: Span,
  kind: 'movement' | 'bill',
  { from, to }: { readonly from: Day; readonly to: Day },
): readonly Occurrence[] {
  const dice = new Dice(`${resourceId}/${kind}`);
  const found: Occurrence[] = [];
  const latest = Math.min(now, closedAt);
  const first = Math.max(middayOf(from) ?? contractedAt, contractedAt);
  const start = middayOf(dayOf(Math.min(middayOf(to) ?? latest, latest))) ?? latest;
  for (let at = start; at >= first; at -= DAY) {
    const day = dayOf(at);
    const happens = kind === 'bill' ? day.endsWith(`-${DUE}`) : dice.once(day, 3);
    if (happens && at <= latest) found.push({ id: idOf(resourceId, kind, day), at });
  }
  return found;
}
