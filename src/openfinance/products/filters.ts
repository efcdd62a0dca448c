import { DAY, type Instant } from '../../core/instant.js';
import { refusal } from '../wire/errors.js';
import { type Day, dayOf } from './data/calendar.js';
import { PRODUCTS } from './families.js';
import type { Rows } from './product.js';

/** Civil days, both included. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** So many civil days up to today, today included. */
export const lastDays = (now: Instant, count: number): Days => ({
  from: dayOf(now - (count - 1) * DAY),
  to: dayOf(now),
});

/**
 * The civil days a list of movements or bills is asked for; `undefined` when nothing is said.
 * @throws ApiError 400 for half a filter or a day that does not exist, 422 for a range that is backwards or too long
 * (PRD-006).
 */
export function readDays(query: URLSearchParams, rows: Rows, now: Instant): Days | undefined {
  const [from, to] = [query.get(rows.from), query.get(rows.to)];
  if (from === null && to === null) return undefined;
  if (from === null || to === null) {
    throw refusal('MALFORMED', { detail: `Os parâmetros ${rows.from} e ${rows.to} devem ser enviados juntos.` });
  }
  requireDay(rows.from, from);
  requireDay(rows.to, to);
  if (to < from) {
    throw refusal('DATE_RANGE', { detail: `O parâmetro ${rows.to} é anterior a ${rows.from}.` });
  }
  if (rows.mostDays !== undefined && from < lastDays(now, rows.mostDays).from) {
    throw refusal('DATE_RANGE', { detail: `O filtro alcança no máximo ${rows.mostDays} dias, hoje incluído.` });
  }
  return { from, to };
}

/** Any day of the calendar: days are written so that they stand in order as texts. */
function requireDay(name: string, text: string): void {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text)) return;
  throw refusal('MALFORMED', { detail: `O parâmetro ${name} deve ser uma data AAAA-MM-DD que exista.` });
}

/** Whether an item passes the filters of the query that its endpoint has; `undefined` when none was sent. PRD-007. */
export function readFilters(
  query: URLSearchParams,
  filters: Readonly<Record<string, string>>,
): ((item: unknown) => boolean) | undefined {
  const asked = Object.entries(filters).flatMap(([parameter, property]) => {
    const value = query.get(parameter);
    return value === null ? [] : [{ property, value }];
  });
  if (asked.length === 0) return undefined;
  return (item) =>
    asked.every(({ property, value }) => isSame((item as Readonly<Record<string, unknown>>)[property], value));
}

/** Every parameter that filters something. */
const FILTERS: ReadonlySet<string> = new Set(
  PRODUCTS.flatMap(({ endpoints }) =>
    endpoints.flatMap(({ filters = {}, rows }) => [...Object.keys(filters), ...(rows ? [rows.from, rows.to] : [])]),
  ),
);

/** What was asked for, as links repeat it. What filters nothing is left out: a link has room for 2,000 characters. */
export const filtersOf = (query: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...query].filter(([name]) => FILTERS.has(name)));

const isSame = (kept: unknown, asked: string): boolean =>
  typeof kept === 'number' ? kept === Number(asked) : kept === asked;
