import { type Router, Router as newRouter } from 'express';
import { Refusal } from '../core/errors.js';
import { formatInstant, type Instant } from '../core/instant.js';
import { readMoment } from '../core/moment.js';
import { readOffer } from '../openfinance/consents/case.js';
import { OFFER_ID, OFFERS, type Offer, soldAt } from '../openfinance/holdings/offer.js';
import { RESOURCE_TYPES, type ResourceType } from '../openfinance/vocabulary.js';
import { DEFAULT_CLOCK, nowOf } from '../store/clocks.js';
import type { AdminHouse } from './house.js';

export interface OfferWanted {
  readonly sells: 'all' | readonly ResourceType[];
  /** From when; now, by default. */
  readonly from?: string;
}

/** What is sold now, on the default clock, and what is scheduled. */
export async function getOffer(house: AdminHouse) {
  return offerView(await readOffer(house.store), await nowOf(house.store, house.wall, DEFAULT_CLOCK));
}

/** From an instant on, exactly these types are sold. Replaces what was scheduled for the same instant. */
export const putOffer = (house: AdminHouse, { sells, from }: OfferWanted) =>
  house.store.transaction(async (tx) => {
    const now = await nowOf(tx, house.wall, DEFAULT_CLOCK);
    const starts = from === undefined ? now : readMoment(from, now, 'from');
    if (starts < now) {
      throw new Refusal('malformed', `from is "${from}": what was sold before now cannot be changed any more`, {
        field: 'from',
      });
    }
    const types = RESOURCE_TYPES.filter((type) => sells === 'all' || sells.includes(type));
    const kept = (await readOffer(tx)).facts.filter((fact) => fact.from !== starts);
    const offer = { facts: [...kept, { from: starts, sells: types }] };
    await tx.put(OFFERS, OFFER_ID, offer);
    return offerView(offer, now);
  });

const offerView = (offer: Offer, now: Instant) => ({
  sells: soldAt(offer, now),
  scheduled: offer.facts
    .filter(({ from }) => from > now)
    .toSorted((one, other) => one.from - other.from)
    .map(({ from, sells }) => ({ from: formatInstant(from), sells })),
});

export function offerRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/offer', async (_req, res) => void res.json(await getOffer(house)));
  router.put('/offer', async (req, res) => void res.json(await putOffer(house, req.body)));
  return router;
}
