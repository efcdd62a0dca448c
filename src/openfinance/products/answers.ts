import { formatSeconds, type Instant } from '../../core/instant.js';
import { linksOf } from '../wire/envelope.js';
import { filtersOf } from './filters.js';
import { pageOf, readPageRequest } from '../wire/pagination.js';
import type { SchemaSource } from './data/schema.js';

/** What the document lets an answer of one path hold around its data. */
export interface Envelope {
  readonly links: readonly string[];
  readonly meta: readonly string[];
}

export const envelopeOf = (source: SchemaSource, path: string): Envelope => ({
  links: source.namesIn(path, 'links'),
  meta: source.namesIn(path, 'meta'),
});

/** Where a request came in: its own address, as links repeat it. */
export interface Here {
  /** Scheme, host and path. */
  readonly url: string;
  readonly query: URLSearchParams;
  readonly now: Instant;
  readonly maxPageSize: number;
  /** Sent back with the links to other pages, so that following them does not count again. PRD-010. */
  readonly paginationKey?: string;
}

/** One object: `links.self`, and totals of one where the document has totals. */
export function oneAnswer(data: unknown, { url, now }: Here, envelope: Envelope): object {
  return { data, links: { self: url }, meta: metaOf(envelope, now, 1, 1) };
}

/** What is listed, before it is written out. */
export interface Listed<T> {
  readonly all: readonly T[];
  readonly write: (item: T) => unknown;
  /** Which of the items written out are shown; absent: all. */
  readonly shows?: ((item: unknown) => boolean) | undefined;
}

/** A page of a list; its links keep the filters that were asked for. */
export function pageAnswer<T>(listed: Listed<T>, here: Here, envelope: Envelope): object {
  const request = readPageRequest(here.query, here.maxPageSize);
  const { shows } = listed;
  const page = shows
    ? pageOf(listed.all.map(listed.write).filter(shows), request)
    : withItems(pageOf(listed.all, request), listed.write);
  const links = Object.entries(linksOf(page, here.url, filtersOf(here.query)))
    .filter(([name]) => envelope.links.includes(name))
    .map(([name, link]) => [name, page.totalPages > 1 ? withKey(link, here.paginationKey) : link]);
  return {
    data: page.items,
    links: Object.fromEntries(links),
    meta: metaOf(envelope, here.now, page.totalRecords, page.totalPages),
  };
}

const withItems = <T, P extends { readonly items: readonly T[] }>(page: P, write: (item: T) => unknown) => ({
  ...page,
  items: page.items.map(write),
});

const withKey = (link: string, key: string | undefined): string =>
  key === undefined ? link : `${link}&${PAGINATION_KEY}=${key}`;

/** A list without pages: all of it. */
export function wholeAnswer(all: readonly unknown[], { url, now }: Here, envelope: Envelope): object {
  return { data: all, links: { self: url }, meta: metaOf(envelope, now, all.length, all.length > 0 ? 1 : 0) };
}

function metaOf({ meta }: Envelope, now: Instant, totalRecords: number, totalPages: number): object {
  const totals = meta.includes('totalRecords') ? { totalRecords, totalPages } : {};
  return { ...totals, requestDateTime: formatSeconds(now) };
}

export const PAGINATION_KEY = 'pagination-key';
