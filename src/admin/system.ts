import { type Router, Router as newRouter } from 'express';
import { formatInstant } from '../core/instant.js';
import { CUSTOMERS } from '../openfinance/holdings/customer.js';
import { PORTFOLIOS } from '../otdx/portfolios/portfolio.js';
import { loadScenario } from '../scenarios/load.js';
import { DEFAULT_CLOCK } from '../store/clocks.js';
import { MemoryStore } from '../store/memory.js';
import { collection } from '../store/store.js';
import { putClock } from './clocks.js';
import type { AdminHouse } from './house.js';

export const health = ({ version, wall, startedAt }: AdminHouse) => ({
  status: 'UP',
  message: 'transmissora is serving',
  version,
  uptimeInSeconds: Math.floor((wall.monotonic() - startedAt) / 1000),
  timestamp: formatInstant(wall.now()),
});

/** Everything back to what the start began with, in one step; the journal is emptied too. */
export async function reset(house: AdminHouse): Promise<void> {
  const beginning = new MemoryStore();
  await begin({ ...house, store: beginning });
  await house.store.restore(await beginning.dump([]), []);
  await house.contents.clear();
  await house.journal.clear();
}

/** Marks what was loaded, so that a restart on the same store goes on where it stopped. */
const LOADED = collection<{ readonly name: string }>('loaded-scenarios');

/** Sets the clock and loads the scenarios of the start, in order, all or none; those this store already had stay. */
export async function begin(house: AdminHouse): Promise<void> {
  const { clock, scenarios, onlyWhenEmpty } = house.beginning;
  if (clock) await putClock(house, DEFAULT_CLOCK, clock);
  await house.store.transaction(async (tx) => {
    if (onlyWhenEmpty && (await tx.list(CUSTOMERS)).length + (await tx.list(PORTFOLIOS)).length > 0) return;
    for (const scenario of scenarios) {
      const { name } = scenario;
      if (await tx.get(LOADED, name)) continue;
      await loadScenario(tx, house, scenario);
      await tx.put(LOADED, name, { name });
    }
  });
}

export function systemRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/health', (_req, res) => void res.json(health(house)));
  router.get('/settings', (_req, res) => void res.json(house.effectiveSettings));
  router.post('/reset', async (_req, res) => {
    await reset(house);
    res.status(204).end();
  });
  return router;
}
