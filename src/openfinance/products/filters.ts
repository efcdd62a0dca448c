import { addDays } from '../../core/duration.js';
import type { Instant } from '../../core/instant.js';
import { refusal } from '../wire/errors.js';
import { type Day, dayOf, middayOf } from './data/calendar.js';
import type { Rows } from './product.js';

/**
 * The civil days a list of movements or bills is asked for, both included; the usual ones when nothing is said.
 * @throws ApiError 400 for half a filter or a day that does not exist, 422 for a range that is backwards or too long.
 */
export function readDays(query: URLSearchParams, rows: Rows, now: Instant): { readonly from: Day; readonly to: Day } {
  const [from, to] = [query.get(rows.from), query.get(rows.to)];
  if (from === null && to === null) return { from: dayOf(addDays(now, 1 - rows.usualDays)), to: dayOf(now) };
  if (from === null || to === null) {
    throw refusal('MALFORMED', { detail: `Os parâmetros ${rows.from} e ${rows.to} devem ser enviados juntos.` });
  }
  const [start, end] = [requireDay(rows.from, from), requireDay(rows.to, to)];
  if (end < start) throw refusal('DATE_RANGE', { detail: `O parâmetro ${rows.to} é anterior a ${rows.from}.` });
  if (rows.mostDays !== undefined && from < dayOf(addDays(now, 1 - rows.mostDays))) {
    throw refusal('DATE_RANGE', { detail: `O filtro alcança no máximo ${rows.mostDays} dias, hoje incluído.` });
  }
  return { from, to };
}

function requireDay(name: string, text: string): Instant {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? middayOf(text) : undefined;
  if (instant === undefined)
    throw refusal('MALFORMED', { detail: `O parâmetro ${name} deve ser uma data AAAA-MM-DD.` });
  return instant;
}
