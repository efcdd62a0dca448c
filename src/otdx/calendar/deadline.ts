import { type CivilDate, civilInstant } from '../../core/civil.js';
import { type Instant, MINUTE } from '../../core/instant.js';
import type { BusinessCalendar } from './business-days.js';

/** What is filed with the regulator: the daily report, or the quota in the Galgo system. OTD-APR-07. */
export const FILINGS = ['INFORME_DIARIO', 'GALGO'] as const;
export type Filing = (typeof FILINGS)[number];

/** Until when one filing is due: a time of day in America/Sao_Paulo, so many business days after the quota's date. */
export interface Deadline {
  readonly filing: Filing;
  /** `HH:MM`. */
  readonly time: string;
  readonly businessDaysAfter: number;
}

/** How long before the regulator's deadline silence counts as approval. Milliseconds. Quota approval, "Aprovar uma cota". */
const TACIT_LEAD = 60 * MINUTE;

/** When the first of a quota's filings is due. */
export const dueAt = (calendar: BusinessCalendar, deadlines: readonly Deadline[], date: CivilDate): Instant =>
  Math.min(
    ...deadlines.map(({ time, businessDaysAfter }) => civilInstant(calendar.add(date, businessDaysAfter), time)),
  );

/** The instant from which, included, a quota left unapproved counts as approved. OTD-APR-06. */
export const tacitAt = (calendar: BusinessCalendar, deadlines: readonly Deadline[], date: CivilDate): Instant =>
  dueAt(calendar, deadlines, date) - TACIT_LEAD;
