/** A point in time: milliseconds since the Unix epoch, UTC. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The range `Date` and RFC 3339 four-digit years share: 0001-01-01 to 9999-12-31. */
const EARLIEST: Instant = Date.UTC(1970, 0, 1) - 719_162 * DAY;
const LATEST: Instant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * What a caller may name, in years. Far enough for any scenario, and far enough from the ends of the calendar that every
 * deadline a rule derives from it can be written.
 */
const EARLIEST_NAMED: Instant = Date.UTC(1900, 0, 1);
const LATEST_NAMED: Instant = Date.UTC(2999, 11, 31, 23, 59, 59, 999);

export const isNameable = (instant: Instant): boolean => instant >= EARLIEST_NAMED && instant <= LATEST_NAMED;

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

export const isRepresentable = (instant: Instant): boolean => instant >= EARLIEST && instant <= LATEST;

/**
 * Reads an RFC 3339 date-time with an offset, from 1900 to 2999. `undefined` when it is none, or names a day that does
 * not exist.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return undefined;
  if (Number(match[8] ?? 0) > 23 || Number(match[9] ?? 0) > 59) return undefined;
  const instant = Date.parse(text.toUpperCase());
  return Number.isNaN(instant) || !isNameable(instant) ? undefined : instant;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** RFC 3339, UTC. Milliseconds only when there are any: the admin API's spelling. */
export function formatInstant(instant: Instant): string {
  const milliseconds = ((Math.trunc(instant) % SECOND) + SECOND) % SECOND;
  if (milliseconds === 0) return formatSeconds(instant);
  return `${secondsText(instant)}.${String(milliseconds).padStart(3, '0')}Z`;
}

/** `YYYY-MM-DDTHH:MM:SSZ`, never a fraction: the official APIs' spelling (20 characters). RES-077. */
export const formatSeconds = (instant: Instant): string => `${secondsText(instant)}Z`;

/** The day written last: what is written at about the same time is mostly of the same day. */
let latest = { day: Number.NaN, text: '' };

/** @throws RangeError for what is no instant. */
function secondsText(given: Instant): string {
  const instant = Math.trunc(given);
  const day = Math.floor(instant / DAY);
  if (day !== latest.day) latest = { day, text: new Date(instant).toISOString().slice(0, -'00:00:00.000Z'.length) };
  const seconds = Math.floor((instant - day * DAY) / SECOND);
  const [hour, minute] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return `${latest.text}${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(seconds % 60)}`;
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number));
