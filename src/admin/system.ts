import { type Router, Router as newRouter } from 'express';
import { formatInstant } from '../core/instant.js';
import type { OpenFinanceContext } from '../openfinance/context.js';
import { loadScenario } from '../scenarios/load.js';
import { MemoryStore } from '../store/memory.js';
import { collection } from '../store/store.js';
import type { AdminHouse } from './house.js';

export const health = ({ version, wall, startedAt }: AdminHouse) => ({
  status: 'UP',
  message: 'transmissora is serving',
  version,
  uptimeInSeconds: Math.floor((wall.monotonic() - startedAt) / 1000),
  timestamp: formatInstant(wall.now()),
});

/** Everything back to what the start loaded, in one step; the journal is emptied too. */
export async function reset(house: AdminHouse): Promise<void> {
  const beginning = new MemoryStore();
  await loadAll({ ...house, store: beginning });
  await house.store.restore(await beginning.dump([]), []);
  house.journal.clear();
}

/** Marks what was loaded, so that a restart on the same store goes on where it stopped. */
const LOADED = collection<{ readonly name: string }>('loaded-scenarios');

/** Loads the scenarios the start was given, in order, all or none; those this store already had stay as they are. */
export async function loadAll(house: Pick<AdminHouse, keyof OpenFinanceContext | 'initialScenarios'>): Promise<void> {
  await house.store.transaction(async (tx) => {
    for (const scenario of house.initialScenarios) {
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
