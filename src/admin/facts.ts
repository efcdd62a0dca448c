import { type Router, Router as newRouter } from 'express';
import { isDuration, isNegative } from '../core/duration.js';
import { Refusal } from '../core/errors.js';
import { formatInstant } from '../core/instant.js';
import { readMoment, shift } from '../core/moment.js';
import { type Outage, OUTAGES, OUTAGES_ID, readOutages } from '../openfinance/discovery/outage.js';
import { DEFAULT_CLOCK, nowOf } from '../store/clocks.js';
import { requireApi } from './api-names.js';
import type { AdminHouse } from './house.js';

export async function getOutages(house: AdminHouse): Promise<{ outages: readonly Outage[] }> {
  return { outages: await readOutages(house.store) };
}

/** Replaces the announced outages. `outageTime` may be a duration from now. */
export const putOutages = (house: AdminHouse, { outages }: { readonly outages: readonly Outage[] }) =>
  house.store.transaction(async (tx) => {
    const now = await nowOf(tx, house.wall, DEFAULT_CLOCK);
    const read = outages.map((outage, index) => {
      const starts = readMoment(outage.outageTime, now, `outages[${index}].outageTime`);
      const duration = requireDuration(outage.duration, `outages[${index}].duration`);
      shift(starts, duration, `outages[${index}].duration`);
      for (const [place, name] of (outage.apis ?? []).entries())
        requireApi(house, name, `outages[${index}].apis[${place}]`);
      return { ...outage, outageTime: formatInstant(starts), duration };
    });
    await tx.put(OUTAGES, OUTAGES_ID, { outages: read });
    return { outages: read };
  });

function requireDuration(text: string, field: string): string {
  if (isDuration(text) && !isNegative(text)) return text;
  throw new Refusal('malformed', `${field} is "${text}": expected a duration such as PT2H30M`, { field });
}

export function factRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/outages', async (_req, res) => void res.json(await getOutages(house)));
  router.put('/outages', async (req, res) => void res.json(await putOutages(house, req.body)));
  router.delete('/outages', async (_req, res) => {
    await putOutages(house, { outages: [] });
    res.status(204).end();
  });
  return router;
}
