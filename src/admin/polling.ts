import { type Router, Router as newRouter } from 'express';
import { type Backoff, fitBackoff, isExponential } from '../conformance/backoff.js';
import { isFirstPage } from '../conformance/receiver-traffic.js';
import { waitBetween } from '../conformance/waits.js';
import type { Exchange } from '../core/exchange.js';
import { formatInstant } from '../core/instant.js';
import { requireCase } from '../openfinance/consents/lifecycle.js';
import type { AdminHouse } from './house.js';

/** A call for the list while it was prepared, and how long the receiver waited before it. Milliseconds. */
export interface Attempt {
  readonly requestId: number;
  readonly at: string;
  readonly status: number;
  readonly waitMs?: number;
}

/** Calls from a first 202 to the one that ended it; with the schedule the receiver's report sees in the waits. */
export interface PollingRun {
  readonly attempts: readonly Attempt[];
  readonly fit?: Pick<Backoff, 'first' | 'base' | 'jitter'> & { readonly isExponential: boolean };
}

/** How the receiver of a consent waited for its list, run by run. @throws Refusal (not-found). */
export async function pollingOf(house: AdminHouse, consentId: string) {
  await requireCase(house.store, house, consentId);
  const { exchanges } = await house.journal.find({ consentId, api: 'resources' });
  return { consentId, runs: runsIn(exchanges.filter(isFirstPage)).map(runView) };
}

function runsIn(calls: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const runs: Exchange[][] = [];
  let current: Exchange[] | undefined;
  for (const exchange of calls) {
    if (current) current.push(exchange);
    else if (exchange.status === 202) {
      current = [exchange];
      runs.push(current);
    }
    if (exchange.status !== 202) current = undefined;
  }
  return runs;
}

function runView(run: readonly Exchange[]): PollingRun {
  const waits = run.slice(1).map((exchange, index) => waitBetween(run[index] ?? exchange, exchange));
  const fitted = waits.length < 2 ? undefined : fitBackoff(waits);
  return {
    attempts: run.map(({ id, at, status }, index) => {
      const wait = waits[index - 1];
      return { requestId: id, at: formatInstant(at), status, ...(wait !== undefined && { waitMs: Math.round(wait) }) };
    }),
    ...(fitted && {
      fit: { first: fitted.first, base: fitted.base, jitter: fitted.jitter, isExponential: isExponential(fitted) },
    }),
  };
}

export function pollingRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/consents/:id/polling', async (req, res) => void res.json(await pollingOf(house, req.params.id)));
  return router;
}
