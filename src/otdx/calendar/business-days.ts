import type { CivilDate } from '../../core/civil.js';
import { DAY } from '../../core/instant.js';

/** `fixtures/otdx/holidays.json`: national bank holidays by date, for the years from the first to the last. */
export interface HolidayFile {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly holidays: Readonly<Record<CivilDate, string>>;
}

/** Why a day is no business day; `unknown` outside the years whose holidays are known. */
export type Closed = 'saturday' | 'sunday' | 'holiday' | 'unknown';

/** The business days of Brazilian banks. */
export interface BusinessCalendar {
  /** Absent for a business day. */
  closedOn(date: CivilDate): Closed | undefined;
  /** What the holiday on that day is called. */
  holidayOn(date: CivilDate): string | undefined;
  /** The business day that is `count` of them after a date. OTD-CAL-01. */
  add(date: CivilDate, count: number): CivilDate;
}

export function businessCalendar({ firstYear, lastYear, holidays }: HolidayFile): BusinessCalendar {
  const closedOn = (date: CivilDate): Closed | undefined => {
    const year = Number(date.slice(0, 4));
    if (year < firstYear || year > lastYear) return 'unknown';
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday === 0) return 'sunday';
    if (weekday === 6) return 'saturday';
    return Object.hasOwn(holidays, date) ? 'holiday' : undefined;
  };
  const add = (date: CivilDate, count: number): CivilDate => {
    let [day, left] = [date, count];
    while (left > 0) {
      day = nextDay(day);
      // Beyond the years that are known every weekday counts: a deadline must exist.
      if (!isClosed(closedOn(day), day)) left -= 1;
    }
    return day;
  };
  return { closedOn, add, holidayOn: (date) => (Object.hasOwn(holidays, date) ? holidays[date] : undefined) };
}

/** Every business day from one date to another, both included. */
export function businessDays(calendar: BusinessCalendar, from: CivilDate, to: CivilDate): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; day <= to; day = nextDay(day)) if (calendar.closedOn(day) === undefined) days.push(day);
  return days;
}

const nextDay = (date: CivilDate): CivilDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

const isClosed = (closed: Closed | undefined, date: CivilDate): boolean =>
  closed === 'unknown' ? [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) : closed !== undefined;
