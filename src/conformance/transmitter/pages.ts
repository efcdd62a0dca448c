import type { Exchange } from '../../core/exchange.js';
import { dataOf, fieldOf, isListCall, queryOf } from '../reading.js';
import { textAt } from './judging.js';

/** Records per page when none is asked for, and the least a page may hold. RES-070, RES-071. */
const LEAST = 25;
/** The most that may be asked for. RES-072. */
const MOST = 1000;

/** A page of a list, as its answer shows it. */
export interface PageShown {
  readonly page: number;
  /** The page size that was asked for, or that applies when none was. */
  readonly asked: number;
  /** The page size applied: what links.self says, or else what the texts say of the one asked for. */
  readonly size: number;
  readonly items: number;
  readonly total: number;
  /** How many pages the total makes. */
  readonly pages: number;
  readonly hasNext: boolean;
  readonly self?: string;
}

export function pageOf(exchange: Exchange): PageShown {
  const query = queryOf(exchange);
  const self = textAt(exchange.responseBody, 'links', 'self');
  const asked = whole(query.get('page-size')) ?? LEAST;
  const told = whole(/[?&]page-size=(\d+)/.exec(self ?? '')?.[1] ?? null);
  const size = told ?? Math.min(Math.max(asked, LEAST), MOST);
  const total = Number(fieldOf(exchange.responseBody, 'meta', 'totalRecords') ?? 0);
  return {
    page: whole(query.get('page')) ?? 1,
    asked,
    size,
    items: dataOf(exchange)?.length ?? 0,
    total,
    pages: Math.ceil(total / Math.max(1, size)),
    hasNext: textAt(exchange.responseBody, 'links', 'next') !== undefined,
    ...(self !== undefined && { self }),
  };
}

/** Whether a page was asked for that cannot be there, or one too large. */
export function askedPage(
  exchange: Exchange,
  journal: readonly Exchange[],
): { readonly isTooLarge: boolean; readonly isBeyond: boolean } {
  const query = queryOf(exchange);
  const [page, size] = [whole(query.get('page')) ?? 1, whole(query.get('page-size')) ?? LEAST];
  const isTooLarge = size > MOST;
  const known = journal.findLast(
    (one) => one.id < exchange.id && one.status === 200 && isListCall(one) && one.consentId === exchange.consentId,
  );
  const isBeyond = known !== undefined && page > 1 && (page - 1) * LEAST >= pageOf(known).total;
  return { isTooLarge, isBeyond: isBeyond && !isTooLarge };
}

const whole = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
