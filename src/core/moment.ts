import { addDuration, isDuration } from './duration.js';
import { Refusal } from './errors.js';
import { type Instant, parseInstant } from './instant.js';

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
      `${field} is "${text}": expected an instant (2026-03-02T12:00:00Z) or a duration (PT5M, -P2Y)`,
      {
        field,
      },
    );
  }
  return shift(now, text, field);
}

/** @throws Refusal (malformed) when the result leaves the four-digit years. */
export function shift(from: Instant, duration: string, field: string): Instant {
  try {
    return addDuration(from, duration);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Refusal('malformed', `${field} is "${duration}": it leads out of the calendar`, { field });
  }
}
