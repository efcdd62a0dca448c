import { Temporal } from 'temporal-polyfill';
import { CIVIL_ZONE } from './duration.js';
import { type Instant, parseInstant } from './instant.js';

/** A civil day in America/Sao_Paulo as written, `2025-01-16`. Checked by {@link isCivilDate}. */
export type CivilDate = string;

/** Whether the text is a day that exists, from 1900 to 2999. */
export const isCivilDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && parseInstant(`${text}T12:00:00Z`) !== undefined;

/** The instant at which a day's clocks show `time` (`HH:MM`) in America/Sao_Paulo. */
export const civilInstant = (date: CivilDate, time: string): Instant =>
  Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(CIVIL_ZONE).epochMilliseconds;

/** Wall time in America/Sao_Paulo with its offset, to the second: `2025-01-16T14:30:00-03:00`. */
export const formatCivil = (instant: Instant): string =>
  zoned(instant).toString({ timeZoneName: 'never', smallestUnit: 'second' });

const zoned = (instant: Instant): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(CIVIL_ZONE);
