import { fieldRefusal, refusal } from './errors.js';

/** Items per page when none is asked for, as in the text's sample. OTD-APR-09. */
const USUAL_PAGE_SIZE = 50;
/** The most a page may hold. The text names no limit. */
export const MAX_PAGE_SIZE = 1000;

/** A list as the service pages it. */
export interface Paged<T> {
  readonly total_pages: number;
  readonly total_items: number;
  readonly current_page: number;
  readonly results: readonly T[];
}

/**
 * The page a query asks for. An empty list has one page, which is empty: the text's loop asks for page 1 first.
 * @throws OtdxError 400 for what is no number from 1 on, 404 beyond the last page.
 */
export function paged<T>(all: readonly T[], query: URLSearchParams, usualSize = USUAL_PAGE_SIZE): Paged<T> {
  const page = readCount(query, 'page') ?? 1;
  const size = readCount(query, 'page_size') ?? usualSize;
  if (Number.isNaN(page) || page < 1) throw fieldRefusal('page', 'PAGE');
  if (Number.isNaN(size) || size < 1 || (query.has('page_size') && size > MAX_PAGE_SIZE))
    throw fieldRefusal('page_size', 'PAGE_SIZE', { maximo: MAX_PAGE_SIZE });
  const pages = Math.max(1, Math.ceil(all.length / size));
  if (page > pages) throw refusal('PAGE_UNKNOWN', { ultima: pages });
  return {
    total_pages: pages,
    total_items: all.length,
    current_page: page,
    results: all.slice((page - 1) * size, page * size),
  };
}

/** NaN for what is no whole number, or was sent twice. */
function readCount(query: URLSearchParams, name: string): number | undefined {
  const values = query.getAll(name);
  if (values.length === 0) return undefined;
  return values.length === 1 && /^\d{1,9}$/.test(values[0] ?? '') ? Number(values[0]) : Number.NaN;
}
