import { type Router, Router as newRouter } from 'express';
import { MARKS, type Mark, type MarkKind } from '../conformance/receiver-facts.js';
import { Refusal } from '../core/errors.js';
import { formatInstant } from '../core/instant.js';
import { requireCase } from '../openfinance/consents/lifecycle.js';
import { collection, type Reader } from '../store/store.js';
import type { AdminHouse } from './house.js';

/** Something the traffic cannot show, told for the receiver's report. `at`: RFC 3339, the customer's clock. */
export interface Situation {
  readonly consentId: string;
  readonly what: MarkKind;
  readonly at: string;
}

const SITUATIONS = collection<Mark>('situations', { consentId: ({ consentId }) => consentId });

/** @throws Refusal (not-found) when there is no such consent, (malformed) for a situation no rule asks for. */
export const addSituation = (house: AdminHouse, { consentId, what }: Omit<Situation, 'at'>): Promise<Situation> =>
  house.store.transaction(async (tx) => {
    if (!MARKS.includes(what))
      throw new Refusal('malformed', `what is "${what}"; allowed: ${MARKS.join(', ')}`, { field: 'what' });
    const { now } = await requireCase(tx, house, consentId);
    await tx.put(SITUATIONS, house.ids.uuid(), { consentId, what, at: now, wallAt: house.wall.now() });
    return { consentId, what, at: formatInstant(now) };
  });

export const readMarks = async (reader: Reader): Promise<readonly Mark[]> =>
  (await reader.list(SITUATIONS)).map(({ value }) => value);

export function situationRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.post('/situations', async (req, res) => void res.status(201).json(await addSituation(house, req.body)));
  return router;
}
