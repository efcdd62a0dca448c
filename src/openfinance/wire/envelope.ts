import { formatSeconds, type Instant } from '../../core/instant.js';
import type { Page } from './pagination.js';

export interface Links {
  readonly self: string;
  readonly first?: string;
  readonly prev?: string;
  readonly next?: string;
  readonly last?: string;
}

export interface ListAnswer<T> {
  readonly data: readonly T[];
  readonly links: Links;
  readonly meta: { readonly totalRecords: number; readonly totalPages: number; readonly requestDateTime: string };
}

/** RES-028, RES-077. */
export const listAnswer = <T>(page: Page<T>, resource: string, now: Instant): ListAnswer<T> => ({
  data: page.items,
  links: linksOf(page, resource),
  meta: { totalRecords: page.totalRecords, totalPages: page.totalPages, requestDateTime: formatSeconds(now) },
});

/** `first` and `prev` only after the first page, `next` and `last` only before the last. RES-076. */
export function linksOf(
  { page, pageSize, totalPages }: Page<unknown>,
  resource: string,
  filters = new URLSearchParams(),
): Links {
  const rest = filters.size > 0 ? `&${filters.toString()}` : '';
  const link = (target: number): string => `${resource}?page=${target}&page-size=${pageSize}${rest}`;
  return {
    self: link(page),
    ...(page > 1 && { first: link(1), prev: link(page - 1) }),
    ...(page < totalPages && { next: link(page + 1), last: link(totalPages) }),
  };
}
