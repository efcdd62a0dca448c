import Holidays from 'date-holidays';

/** The years the server knows, both included. Laws change: nothing further is foreseen. */
const FIRST_YEAR = 2010;
const LAST_YEAR = 2050;

/** Days on which banks of the whole country are closed, by date, with their names. */
export function bankHolidays(): Readonly<Record<string, string>> {
  const brazil = new Holidays('BR', { timezone: 'America/Sao_Paulo', languages: ['pt'] });
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  const closed = years
    .flatMap((year) => brazil.getHolidays(year))
    .filter(({ type }) => type === 'public' || type === 'bank')
    .map(({ date, name }) => [date.slice(0, 10), name] as const);
  return Object.fromEntries(closed);
}

/** `fixtures/otdx/holidays.json`, as it should stand. */
export const holidaysFile = (): string =>
  `${JSON.stringify({ firstYear: FIRST_YEAR, lastYear: LAST_YEAR, holidays: bankHolidays() }, undefined, 2)}\n`;
