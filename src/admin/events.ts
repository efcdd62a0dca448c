import { type Router, Router as newRouter } from 'express';
import { Refusal } from '../core/errors.js';
import { formatInstant } from '../core/instant.js';
import { readMoment } from '../core/moment.js';
import { nowOf } from '../store/clocks.js';
import { requireClock } from './clocks.js';
import { dueOn } from './due.js';
import type { AdminHouse } from './house.js';

/** Which part of a clock's events is meant. Instants, or durations from now; both ends included. */
export interface EventsWanted {
  readonly since?: string;
  readonly until?: string;
  /** The earliest so many. */
  readonly limit?: number;
}

/** What came, and what will come, due on a clock by itself: facts, deadlines and their effects, oldest first. */
export async function listEvents(house: AdminHouse, name: string, { since, until, limit }: EventsWanted = {}) {
  const { store, wall } = house;
  await requireClock(store, name);
  const now = await nowOf(store, wall, name);
  const from = since === undefined ? Number.NEGATIVE_INFINITY : readMoment(since, now, 'since');
  const to = until === undefined ? Number.POSITIVE_INFINITY : readMoment(until, now, 'until');
  if (to < from) throw new Refusal('malformed', 'until lies before since', { field: 'until' });
  const events = (await dueOn(store, house, name)).filter(({ at }) => at >= from && at <= to).slice(0, limit);
  return {
    clock: name,
    now: formatInstant(now),
    events: events.map(({ at, ...event }) => ({ at: formatInstant(at), ...event })),
  };
}

export function eventRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get(
    '/clocks/:name/events',
    async (req, res) => void res.json(await listEvents(house, req.params.name, req.query)),
  );
  return router;
}
