import { type Router, Router as newRouter } from 'express';
import { type ClockState, type ClockView, clockView, readClock } from '../core/clock.js';
import { isDuration, isNegative } from '../core/duration.js';
import { Refusal } from '../core/errors.js';
import { formatInstant, type Instant, parseInstant } from '../core/instant.js';
import { shift } from '../core/moment.js';
import { CUSTOMERS } from '../openfinance/holdings/customer.js';
import { PORTFOLIOS } from '../otdx/portfolios/portfolio.js';
import { CLOCKS, DEFAULT_CLOCK, nowOf } from '../store/clocks.js';
import type { Reader } from '../store/store.js';
import { dueOn } from './due.js';
import type { AdminHouse } from './house.js';
import { clockNow } from './views.js';

/** Where to move a clock to: exactly one of the three. */
export interface Advance {
  readonly by?: string;
  readonly to?: string;
  readonly toNextEvent?: boolean;
}

export interface Advanced {
  readonly before: string;
  readonly after: string;
  /** What came due in between, in order. */
  readonly fired: readonly {
    readonly at: string;
    readonly entity: string;
    readonly event: string;
    readonly rule: string;
  }[];
}

const CLOCK_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,59}$/;

/** @throws Refusal (not-found) for a name nobody uses. */
export async function getClock(house: AdminHouse, name: string): Promise<ClockView> {
  await requireClock(house.store, name);
  return clockNow(house.store, house, name);
}

export async function listClocks(house: AdminHouse): Promise<readonly ClockView[]> {
  const wall = house.wall.now();
  const set = (await house.store.list(CLOCKS)).map(({ value }) => clockView(value.name, value, wall));
  return set.some(({ name }) => name === DEFAULT_CLOCK) ? set : [clockView(DEFAULT_CLOCK, undefined, wall), ...set];
}

/** Sets, freezes or releases a clock, and makes it when its name is new. `{}` puts `default` back to real time. */
export async function putClock(
  house: AdminHouse,
  name: string,
  wanted: { readonly now?: string; readonly frozen?: boolean },
): Promise<ClockView> {
  if (!CLOCK_NAME.test(name))
    throw new Refusal('malformed', `"${name}" is not a clock name: letters, digits, - and _`, { field: 'name' });
  const at = wanted.now === undefined ? undefined : readInstant(wanted.now, 'now');
  await house.store.transaction(async (tx) => {
    const current = (await tx.get(CLOCKS, name))?.value;
    if (name === DEFAULT_CLOCK && wanted.now === undefined && wanted.frozen === undefined)
      return tx.delete(CLOCKS, name);
    const wall = house.wall.now();
    const shown = current ? readClock(current, wall) : await nowOf(tx, house.wall, DEFAULT_CLOCK);
    return tx.put(CLOCKS, name, {
      name,
      now: at ?? shown,
      frozen: wanted.frozen ?? current?.frozen ?? false,
      setAt: wall,
    });
  });
  return clockNow(house.store, house, name);
}

/** Moves a clock forward and says what came due. The world needs no settling: every status is derived from `now`. */
export async function advanceClock(house: AdminHouse, name: string, advance: Advance): Promise<Advanced> {
  return house.store.transaction(async (tx) => {
    await requireClock(tx, name);
    const state = (await tx.get(CLOCKS, name))?.value;
    const wall = house.wall.now();
    const before = readClock(state, wall);
    const events = await dueOn(tx, house, name);
    const after = targetOf(advance, before, events.find(({ at }) => at > before)?.at);
    const moved: ClockState = { name, now: after, frozen: state?.frozen ?? false, setAt: wall };
    await tx.put(CLOCKS, name, moved);
    const fired = events.filter(({ at }) => at > before && at <= after);
    return {
      before: formatInstant(before),
      after: formatInstant(after),
      fired: fired.map(({ at, ...event }) => ({ at: formatInstant(at), ...event })),
    };
  });
}

function targetOf({ by, to, toNextEvent }: Advance, before: Instant, next: Instant | undefined): Instant {
  if ([by, to, toNextEvent].filter((way) => way !== undefined).length !== 1) {
    throw new Refusal('malformed', 'say exactly one of by, to and toNextEvent', { field: 'by' });
  }
  if (toNextEvent !== undefined) {
    if (next === undefined) throw new Refusal('conflict', 'nothing is scheduled on this clock: there is no next event');
    return next;
  }
  if (by !== undefined) {
    if (!isDuration(by))
      throw new Refusal('malformed', `by is "${by}": expected an ISO 8601 duration such as PT5M`, { field: 'by' });
    if (isNegative(by))
      throw new Refusal('malformed', `by is "${by}": a clock only advances; restore a snapshot to go back`, {
        field: 'by',
      });
    return shift(before, by, 'by');
  }
  const target = readInstant(to ?? '', 'to');
  if (target < before) {
    throw new Refusal(
      'malformed',
      `to is ${to}, before ${formatInstant(before)}: a clock only advances; restore a snapshot to go back`,
      {
        field: 'to',
      },
    );
  }
  return target;
}

function readInstant(text: string, field: string): Instant {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  throw new Refusal('malformed', `${field} is "${text}": expected an instant such as 2026-03-02T12:00:00Z`, { field });
}

/** A clock exists when it was set, or a customer or portfolio follows it. */
export async function requireClock(reader: Reader, name: string): Promise<void> {
  if (name === DEFAULT_CLOCK || (await reader.get(CLOCKS, name))) return;
  if ((await reader.list(CUSTOMERS, { index: 'clock', equals: name })).length > 0) return;
  if ((await reader.list(PORTFOLIOS, { index: 'clock', equals: name })).length > 0) return;
  throw new Refusal('not-found', `there is no clock ${name}; PUT /__admin/clocks/${name} makes one`);
}

export function clockRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/clocks', async (_req, res) => void res.json({ clocks: await listClocks(house) }));
  router.get('/clocks/:name', async (req, res) => void res.json(await getClock(house, req.params.name)));
  router.put('/clocks/:name', async (req, res) => void res.json(await putClock(house, req.params.name, req.body)));
  router.post(
    '/clocks/:name/advance',
    async (req, res) => void res.json(await advanceClock(house, req.params.name, req.body)),
  );
  return router;
}
