import { addDays } from '../../../core/duration.js';
import { type Instant, parseInstant } from '../../../core/instant.js';
import { uuidFrom } from '../../../core/ids.js';
import { Dice } from './dice.js';

/** Something that happened to a product on a day. */
export interface Occurrence {
  readonly id: string;
  readonly at: Instant;
}

/** A civil day in America/Sao_Paulo, `YYYY-MM-DD`. */
export type Day = string;

/** Sao Paulo has had no summer time since 2019: a day begins at 03:00 UTC. */
const OFFSET_HOURS = 3;

export const dayOf = (instant: Instant): Day => new Date(instant - OFFSET_HOURS * 3_600_000).toISOString().slice(0, 10);

/** Midday of a civil day; `undefined` for a day that does not exist. */
export const middayOf = (day: Day): Instant | undefined => parseInstant(`${day}T15:00:00Z`);

/**
 * What happened to a resource from one day to another, both included, newest first. The same day always has the same
 * occurrences, whatever is asked for: a movement about every third day, a bill on the tenth.
 */
export function occurrences(
  resourceId: string,
  kind: 'movement' | 'bill',
  { from, to, bornAt, now }: { readonly from: Day; readonly to: Day; readonly bornAt: Instant; readonly now: Instant },
): readonly Occurrence[] {
  const dice = new Dice(`${resourceId}/${kind}`);
  const found: Occurrence[] = [];
  const first = Math.max(middayOf(from) ?? bornAt, bornAt);
  const last = Math.min(middayOf(to) ?? now, now);
  for (let noon = last; noon >= first; noon = addDays(noon, -1)) {
    const day = dayOf(noon);
    const happens = kind === 'bill' ? day.endsWith('-10') : dice.once(day, 3);
    const at = middayOf(day);
    if (happens && at !== undefined && at <= now && at >= bornAt)
      found.push({ id: uuidFrom(`${resourceId}/${kind}/${day}`), at });
  }
  return found;
}
