import type { Request } from 'express';
import { formatSeconds, type Instant } from '../../core/instant.js';
import { linksOf } from '../wire/envelope.js';
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
}

export const queryOf = (req: Request): URLSearchParams => new URLSearchParams(req.url.split('?')[1]);

/** One object: `links.self`, and totals of one where the document has totals. */
export function oneAnswer(data: unknown, { url, now }: Here, envelope: Envelope): object {
  return { data, links: { self: url }, meta: metaOf(envelope, now, 1, 1) };
}

/** A page of a list; the links keep the filters that were asked for. */
export function pageAnswer(all: readonly unknown[], here: Here, envelope: Envelope): object {
  const page = pageOf(all, readPageRequest(here.query, here.maxPageSize));
  const links = linksOf(page, here.url, filtersOf(here.query));
  const kept = Object.entries(links).filter(([name]) => envelope.links.includes(name));
  return {
    data: page.items,
    links: Object.fromEntries(kept),
    meta: metaOf(envelope, here.now, page.totalRecords, page.totalPages),
  };
}

/** A list without pages: all of it. */
export function wholeAnswer(all: readonly unknown[], { url, now }: Here, envelope: Envelope): object {
  return { data: all, links: { self: url }, meta: metaOf(envelope, now, all.length, all.length > 0 ? 1 : 0) };
}

function metaOf({ meta }: Envelope, now: Instant, totalRecords: number, totalPages: number): object {
  const totals = meta.includes('totalRecords') ? { totalRecords, totalPages } : {};
  return { ...totals, requestDateTime: formatSeconds(now) };
}

const PAGING = new Set(['page', 'page-size', 'pagination-key']);

const filtersOf = (query: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...query].filter(([name]) => !PAGING.has(name)));
