import { type Router, Router as newRouter } from 'express';
import { formatInstant } from '../core/instant.js';
import { explainBook } from '../otdx/approvals/explanation.js';
import { readBook } from '../otdx/approvals/book.js';
import { type NewRelease, releaseQuota } from '../otdx/approvals/releasing.js';
import { moveAndVoid } from '../otdx/approvals/voiding.js';
import { createUser, type NewUser } from '../otdx/auth/user.js';
import { createPortfolio, type NewPortfolio, PORTFOLIOS, requirePortfolio } from '../otdx/portfolios/portfolio.js';
import { amountsAt } from '../otdx/portfolios/release.js';
import type { ControllerEvent } from '../otdx/reprocessing/life.js';
import { statusOf } from '../otdx/reprocessing/request.js';
import { nowOf } from '../store/clocks.js';
import type { AdminHouse } from './house.js';

/** A user of the service; the token is the one `POST /api-token-auth/` gives. */
export const addUser = (house: AdminHouse, wanted: NewUser) =>
  house.store.transaction(async (tx) => {
    const { username, group, token } = await createUser(tx, house, wanted);
    return { username, group, token };
  });

export const addPortfolio = (house: AdminHouse, wanted: NewPortfolio) =>
  house.store.transaction((tx) => createPortfolio(tx, house, wanted));

/** Every portfolio, without its days. */
export const listPortfolios = async ({ store }: AdminHouse) =>
  (await store.list(PORTFOLIOS)).map(({ value: { code, name, group, clock, liquid } }) => ({
    code,
    name,
    group,
    clock,
    liquid,
  }));

/** Releases a quota, as the controller does at the end of a day's work. */
export const addRelease = (house: AdminHouse, code: string, wanted: NewRelease) =>
  house.store.transaction(async (tx) => {
    const { quotaType, date, releases } = await releaseQuota(tx, house, code, wanted);
    const [first] = releases;
    const { value, netWorth, quantity } = amountsAt({ code, quotaType, date, releases }, Number.POSITIVE_INFINITY);
    return { code, quotaType, date, value, netWorth, quantity, releasedAt: formatInstant(first.at) };
  });

/** The controller moves a reprocessing request on. */
export const moveReprocessing = (house: AdminHouse, hashtask: string, event: ControllerEvent) =>
  house.store.transaction(async (tx) => {
    const request = await moveAndVoid(tx, house, hashtask, event);
    const status = statusOf(request);
    return {
      hashtask,
      code: request.code,
      date: request.date,
      status,
      label: house.workflow.state(status).label,
      allowed: house.workflow.allowed(status, 'controller'),
      steps: request.steps.map(({ at, by, event: what, status: after, note }) => ({
        at: formatInstant(at),
        by,
        event: what,
        status: after,
        note: note ?? null,
      })),
    };
  });

/** Which day is next and why, and what turns tacit when. */
export async function explainPortfolio(house: AdminHouse, code: string) {
  const { store, wall } = house;
  const portfolio = await requirePortfolio(store, code);
  const now = await nowOf(store, wall, portfolio.clock);
  return explainBook(await readBook(store, house, portfolio), house.workflow, now);
}

export function otdxRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.post('/otdx/users', async (req, res) => void res.status(201).json(await addUser(house, req.body)));
  router.get('/otdx/portfolios', async (_req, res) => void res.json({ portfolios: await listPortfolios(house) }));
  router.post('/otdx/portfolios', async (req, res) => void res.status(201).json(await addPortfolio(house, req.body)));
  router.post('/otdx/portfolios/:code/releases', async (req, res) => {
    res.status(201).json(await addRelease(house, req.params.code, req.body));
  });
  router.get('/otdx/portfolios/:code/explanation', async (req, res) => {
    res.json(await explainPortfolio(house, req.params.code));
  });
  router.post('/otdx/reprocessing/:hashtask/events', async (req, res) => {
    res.json(await moveReprocessing(house, req.params.hashtask, req.body));
  });
  return router;
}
