import { refusal } from './errors.js';

/** Records per page when none is asked for, and the least a page may hold. RES-070, RES-071. */
export const MIN_PAGE_SIZE = 25;
/** The most a receiver may ask for. RES-072. */
export const MAX_PAGE_SIZE = 1000;
/** RES-070. */
export const MAX_PAGE = 2_147_483_647;

/** What stands behind the `?` of a request. */
export const queryOf = (req: { readonly url: string }): URLSearchParams => new URLSearchParams(req.url.split('?')[1]);

/** The page asked for and the page size that applies to it. */
export interface PageRequest {
  readonly page: number;
  readonly pageSize: number;
}

const INTEGER = /^-?\d{1,15}$/;

/**
 * Reads `page` and `page-size`. Sizes under 25 count as 25, sizes above the transmitter's own maximum as that maximum.
 * @throws ApiError 400 when a value is no integer or `page` is under 1; 422 when `page-size` is over 1000.
 */
export function readPageRequest(query: URLSearchParams, maximum: number): PageRequest {
  const page = readInteger(query, 'page') ?? 1;
  if (page < 1) throw refusal('MALFORMED', { detail: 'O parâmetro page começa em 1.' });
  const asked = readInteger(query, 'page-size') ?? MIN_PAGE_SIZE;
  if (asked > MAX_PAGE_SIZE) throw refusal('PAGE_SIZE');
  if (page > MAX_PAGE) throw refusal('PAGE_NOT_FOUND');
  return { page, pageSize: Math.min(Math.max(asked, MIN_PAGE_SIZE), maximum) };
}

/** Absent, empty and `null` all mean "the default". RES-070. */
function readInteger(query: URLSearchParams, name: string): number | undefined {
  const values = query.getAll(name);
  if (values.length > 1) throw refusal('MALFORMED', { detail: `O parâmetro ${name} foi enviado mais de uma vez.` });
  const [text] = values;
  if (text === undefined || text === '' || text === 'null') return undefined;
  if (/^-?\d{16,}$/.test(text)) return text.startsWith('-') ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
  if (!INTEGER.test(text)) throw refusal('MALFORMED', { detail: `O parâmetro ${name} deve ser um número inteiro.` });
  return Number(text);
}

/** A page of a list, with the totals that follow from the page size applied. */
export interface Page<T> extends PageRequest {
  readonly items: readonly T[];
  readonly totalRecords: number;
  readonly totalPages: number;
}

/** @throws ApiError 422 PAGE_NOT_FOUND beyond the last page; page 1 always exists. RES-074. */
export function pageOf<T>(all: readonly T[], { page, pageSize }: PageRequest): Page<T> {
  const totalRecords = all.length;
  const totalPages = Math.ceil(totalRecords / pageSize);
  if (page > Math.max(totalPages, 1)) throw refusal('PAGE_NOT_FOUND');
  const items = all.slice((page - 1) * pageSize, page * pageSize);
  return { items, page, pageSize, totalRecords, totalPages };
}
