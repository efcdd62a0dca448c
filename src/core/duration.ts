import { Temporal } from 'temporal-polyfill';
import { type Instant, isRepresentable } from './instant.js';

/** Calendar rules (months, years, days) follow the institution's civil time. */
export const CIVIL_ZONE = 'America/Sao_Paulo';

/** An ISO 8601 duration as written, e.g. `PT5M`, `P3M`, `-P2Y`. Checked by {@link isDuration}. */
export type Duration = string;

/** The longest duration that is read, in years. */
const LONGEST_YEARS = 100;

export function isDuration(text: string): boolean {
  return read(text) !== undefined;
}

export function isNegative(duration: Duration): boolean {
  return (read(duration)?.sign ?? 0) < 0;
}

/**
 * The instant that lies `duration` after `from`. Years, months and days are civil ones in America/Sao_Paulo: a month
 * after 31 January is the last day of February.
 * @throws TypeError when the text is no ISO 8601 duration, RangeError when the result has no four-digit year.
 */
export function addDuration(from: Instant, duration: Duration): Instant {
  const parsed = read(duration);
  if (!parsed) throw new TypeError(`not an ISO 8601 duration: ${duration}`);
  const result = (isOfTheClock(parsed) ? Temporal.Instant.fromEpochMilliseconds(from) : civil(from)).add(
    parsed,
  ).epochMilliseconds;
  if (!isRepresentable(result)) throw new RangeError(`${duration} leads out of the calendar`);
  return result;
}

/** The instant `count` civil months after `from` (before it, when negative). */
export const addMonths = (from: Instant, count: number): Instant =>
  civil(from).add({ months: count }).epochMilliseconds;

/** The instant `count` civil days after `from`. */
export const addDays = (from: Instant, count: number): Instant => civil(from).add({ days: count }).epochMilliseconds;

function civil(instant: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(CIVIL_ZONE);
}

/** Whether it is hours and smaller, which are as long anywhere: looking a time zone up is slow the first time. */
const isOfTheClock = ({ years, months, weeks, days }: Temporal.Duration): boolean =>
  years === 0 && months === 0 && weeks === 0 && days === 0;

function read(text: string): Temporal.Duration | undefined {
  try {
    const duration = Temporal.Duration.from(text);
    return roughYears(duration) > LONGEST_YEARS ? undefined : duration;
  } catch {
    return undefined;
  }
}

function roughYears({ years, months, weeks, days, hours, minutes, seconds }: Temporal.Duration): number {
  const roughDays = weeks * 7 + days + hours / 24 + minutes / 1_440 + seconds / 86_400;
  return Math.abs(years + months / 12 + roughDays / 365);
}
