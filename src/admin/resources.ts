import { type Router, Router as newRouter } from 'express';
import { Refusal } from '../core/errors.js';
import { decide } from '../openfinance/consents/decisions.js';
import { confirmationOf } from '../openfinance/consents/consent.js';
import {
  closeHolding,
  type HoldingNow,
  moveHolding,
  requireCustomer,
  requireHolding,
} from '../openfinance/holdings/arrange.js';
import { pairsOf } from '../openfinance/resources/list.js';
import { outcomeAt } from '../openfinance/sharing/reach.js';
import type { Status } from '../openfinance/vocabulary.js';
import { nowOf } from '../store/clocks.js';
import type { AdminHouse } from './house.js';
import { movesOf } from './moves.js';
import { holdingView } from './views.js';

export interface Move {
  readonly to: Status;
  readonly at?: string;
  /** Given: an approver's decision in that consent alone. */
  readonly consentId?: string;
}

export async function getResource(house: AdminHouse, resourceId: string) {
  const holding = await requireHolding(house.store, resourceId);
  const { clock } = await requireCustomer(house.store, holding.customerId);
  return holdingView(holding, await nowOf(house.store, house.wall, clock));
}

/** Moves a resource in every consent or, with `consentId`, records an approver's decision in one. */
export const moveResource = (house: AdminHouse, resourceId: string, move: Move) =>
  house.store.transaction(async (tx) => {
    const { consentId } = move;
    if (consentId === undefined) return shown(await moveHolding(tx, house, resourceId, move));
    const subject = await decide(tx, house, resourceId, { ...move, consentId });
    const confirmation = confirmationOf(subject.consent);
    const pairs = confirmation ? pairsOf(subject, confirmation, house.settings.retention) : [];
    const pair = pairs.find(({ holding }) => holding.resourceId === resourceId);
    if (!pair) throw new Refusal('not-found', `there is no resource ${resourceId} in ${consentId}`);
    const outcome = outcomeAt(pair, subject.now);
    return { ...holdingView(pair.holding, subject.now), consentId, status: outcome.listed ? outcome.status : null };
  });

export const closeResource = (house: AdminHouse, resourceId: string, closing: { readonly at?: string }) =>
  house.store.transaction(async (tx) => shown(await closeHolding(tx, house, resourceId, closing)));

const shown = ({ holding, now }: HoldingNow) => holdingView(holding, now);

export function resourceRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/resources/:id', async (req, res) => void res.json(await getResource(house, req.params.id)));
  router.get('/resources/:id/transitions', async (req, res) => void res.json(await movesOf(house, req.params.id)));
  router.post(
    '/resources/:id/transitions',
    async (req, res) => void res.json(await moveResource(house, req.params.id, req.body)),
  );
  router.post(
    '/resources/:id/close',
    async (req, res) => void res.json(await closeResource(house, req.params.id, req.body ?? {})),
  );
  return router;
}
