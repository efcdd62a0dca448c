import { addDuration, isDuration } from './duration.js';
import { Refusal } from './errors.js';
import { type Instant, isNameable, parseInstant } from './instant.js';

/**
 * Reads "when": an RFC 3339 instant, or an ISO 8601 duration from `now` (negative: before it).
 * @throws Refusal (malformed) naming the field.
 */
export function readMoment(text: string, now: Instant, field: string): Instant {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  if (!isDuration(text)) {
    throw new Refusal(
      'malformed',
      `${field} is "${text}": expected an instant from 1900 to 2999 (2026-03-02T12:00:00Z) or a duration of up to 100 years (PT5M, -P2Y)`,
      {
        field,
      },
    );
  }
  return shift(now, text, field);
}

/** @throws Refusal (malformed) when the result is no instant a caller may name. */
export function shift(from: Instant, duration: string, field: string): Instant {
  const result = addDuration(from, duration);
  if (isNameable(result)) return result;
  throw new Refusal('malformed', `${field} is "${duration}": it leads out of the years 1900 to 2999`, { field });
}
