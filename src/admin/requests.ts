import { type Response, type Router, Router as newRouter } from 'express';
import { Refusal } from '../core/errors.js';
import { type Exchange, exchangeView } from '../core/exchange.js';
import { parseInstant } from '../core/instant.js';
import { type JournalFilter, matches } from '../http/journal.js';
import type { AdminHouse } from './house.js';

/** Which exchanges are meant. `since`: RFC 3339, virtual time, included. */
export interface RequestsWanted {
  readonly consentId?: string;
  readonly api?: string;
  readonly since?: string;
  readonly limit?: number;
}

export async function findRequests(house: AdminHouse, wanted: RequestsWanted = {}) {
  const { exchanges, dropped } = await house.journal.find(filterOf(wanted));
  return { requests: exchanges.map(exchangeView), dropped };
}

export async function countRequests(house: AdminHouse, wanted: RequestsWanted = {}) {
  const { exchanges, dropped } = await house.journal.find(filterOf(wanted));
  return { count: exchanges.length, dropped };
}

function filterOf({ consentId, api, since, limit }: RequestsWanted): JournalFilter {
  const instant = since === undefined ? undefined : parseInstant(since);
  if (since !== undefined && instant === undefined) {
    throw new Refusal('malformed', `since is "${since}": expected an instant such as 2026-03-02T12:00:00Z`, {
      field: 'since',
    });
  }
  return { consentId, api, since: instant, limit };
}

/** Exchanges as they happen, as server-sent events; `id` is the exchange's. */
function stream(house: AdminHouse, filter: JournalFilter, res: Response): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
  res.write(': connected\n\n');
  const send = (exchange: Exchange): void => {
    if (matches(exchange, filter))
      res.write(`id: ${exchange.id}\nevent: exchange\ndata: ${JSON.stringify(exchangeView(exchange))}\n\n`);
  };
  const stop = house.journal.follow(send, () => res.end());
  res.once('close', stop);
}

export function requestRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/requests', async (req, res) => void res.json(await findRequests(house, req.query)));
  router.get('/requests/stream', (req, res) => stream(house, filterOf(req.query), res));
  router.post('/requests/count', async (req, res) => void res.json(await countRequests(house, req.body)));
  router.delete('/requests', async (_req, res) => {
    await house.journal.clear();
    res.status(204).end();
  });
  return router;
}
