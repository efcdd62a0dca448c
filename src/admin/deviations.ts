import { type Router, Router as newRouter } from 'express';
import { Refusal } from '../core/errors.js';
import type { FaultMatch } from '../core/fault.js';
import { DEVIATIONS, DEVIATIONS_BY_ID } from '../openfinance/deviations/catalogue.js';
import type { Deviation, Kept } from '../openfinance/deviations/deviation.js';
import { readDeviations, writeDeviations } from '../openfinance/deviations/kept.js';
import { requireMatch } from './faults.js';
import type { AdminHouse } from './house.js';

export interface NewDeviation {
  /** One of the catalogue. */
  readonly id: string;
  /** Which of the calls it can bend; all, when absent. */
  readonly match?: FaultMatch;
  /** How many calls it bends; any number, when absent. */
  readonly times?: number;
}

const rowView = ({ id, breaks, about, scope }: Deviation) => ({ id, breaks, about, scope });

/** What this server can be told to do wrong: each with the rules it breaks and a sentence. */
export const deviationCatalogue = () => DEVIATIONS.map(rowView);

/** The deviations in force. */
export const getDeviations = async ({ store }: AdminHouse) => (await readDeviations(store)).map(keptView);

/** Replaces all deviations; counts begin anew. @throws Refusal (malformed) naming the field. */
export async function putDeviations(house: AdminHouse, wanted: readonly NewDeviation[]) {
  const kept = wanted.map(({ id, match = {}, times }, index): Kept => {
    requireKnown(id, index, wanted);
    return { id, match: requireMatch(house, match, `[${index}].match`), ...(times !== undefined && { times }) };
  });
  await writeDeviations(house.store, kept);
  return kept.map(keptView);
}

export const clearDeviations = ({ store }: AdminHouse): Promise<void> => writeDeviations(store, []);

function keptView(kept: Kept) {
  const { breaks = [], about } = DEVIATIONS_BY_ID.get(kept.id) ?? {};
  return { ...kept, breaks, ...(about && { about }) };
}

function requireKnown(id: string, index: number, wanted: readonly NewDeviation[]): void {
  const field = `[${index}].id`;
  if (!DEVIATIONS_BY_ID.has(id))
    throw new Refusal('malformed', `${field} is "${id}": GET /__admin/deviations/catalogue lists what there is`, {
      field,
    });
  if (wanted.findIndex((one) => one.id === id) !== index)
    throw new Refusal('malformed', `${field} is "${id}", which is there already`, { field });
}

export function deviationRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/deviations/catalogue', (_req, res) => void res.json(deviationCatalogue()));
  router.get('/deviations', async (_req, res) => void res.json(await getDeviations(house)));
  router.put('/deviations', async (req, res) => void res.json(await putDeviations(house, req.body)));
  router.delete('/deviations', async (_req, res) => {
    await clearDeviations(house);
    res.status(204).end();
  });
  return router;
}
