import express, { type Request } from 'express';
import type { Fault } from '../../core/fault.js';
import { notesOf } from '../../http/notes.js';
import type { OpenFinanceApi } from '../api.js';
import { readOffer } from '../consents/case.js';
import type { OpenFinanceContext } from '../context.js';
import { offeredAt } from '../published.js';
import { linksOf } from '../wire/envelope.js';
import { refusal } from '../wire/errors.js';
import { type Page, pageOf, queryOf } from '../wire/pagination.js';
import { conditionsAt } from './condition.js';
import { announcedAt, readOutages } from './outage.js';

const BASE_PATH = '/open-banking/discovery/v2';
/** Records per page when none is asked for. DIS-007. */
const PAGE_SIZE = 25;

/** What Discovery needs of the house. */
export interface DiscoveryHouse extends OpenFinanceContext {
  originOf(req: Request): string;
  /** What was arranged to go wrong. */
  faults(): Promise<readonly Fault[]>;
}

/** Says in public which of the `watched` APIs serve, and which outages are announced. */
export function discoveryApi(house: DiscoveryHouse, watched: readonly OpenFinanceApi[]): OpenFinanceApi {
  const routes = express.Router({ caseSensitive: true, strict: true });
  routes.get('/status', async (req, res) => {
    const { now } = notesOf(res);
    const origin = house.originOf(req);
    const [faults, outages, offer] = await Promise.all([
      house.faults(),
      readOutages(house.store),
      readOffer(house.store),
    ]);
    const apis = offeredAt(watched, offer, now);
    const page = pageAsked(conditionsAt({ faults, outages, apis, origin }, now), req);
    res.json({ data: { status: page.items }, ...framed(page, `${origin}${BASE_PATH}/status`) });
  });
  routes.get('/outages', async (req, res) => {
    const page = pageAsked(announcedAt(await readOutages(house.store), notesOf(res).now), req);
    res.json({ data: page.items, ...framed(page, `${house.originOf(req)}${BASE_PATH}/outages`) });
  });
  return {
    name: 'discovery',
    title: 'Discovery 2.0.1',
    basePath: BASE_PATH,
    spec: 'openfinance/discovery-2.0.1.yaml',
    version: '2.0.1',
    isAside: true,
    errorTotals: true,
    operations: ['/status', '/outages'].map((path) => ({ method: 'GET', path })),
    routes,
  };
}

/**
 * The document has held both parameters to their bounds; sizes under 25 count as they are. DIS-007.
 * @throws ApiError 404 beyond the last page: this API has no 422.
 */
function pageAsked<T>(all: readonly T[], req: Request): Page<T> {
  const query = queryOf(req);
  const asked = { page: Number(query.get('page') ?? 1), pageSize: Number(query.get('page-size') ?? PAGE_SIZE) };
  if (asked.page > Math.max(1, Math.ceil(all.length / asked.pageSize)))
    throw refusal('NOT_FOUND', { detail: 'A página pedida é maior que o número de páginas.' });
  return pageOf(all, asked);
}

const framed = (page: Page<unknown>, resource: string) => ({
  links: linksOf(page, resource),
  meta: { totalRecords: page.totalRecords, totalPages: page.totalPages },
});
