import type { Instant } from '../core/instant.js';

/** Limits follow the calendar of the institution. */
const CIVIL_DATE = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Sao_Paulo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** e.g. `2026-03-02`. */
export const civilDayOf = (instant: Instant): string => CIVIL_DATE.format(instant);

/** e.g. `2026-03`. */
export const civilMonthOf = (instant: Instant): string => civilDayOf(instant).slice(0, 7);
