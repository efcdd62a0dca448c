import { type Router, Router as newRouter } from 'express';
import { Refusal } from '../core/errors.js';
import type { Bilingual, Text } from '../core/text.js';
import type { Cast } from '../scenarios/cast.js';
import { outlineOf } from '../scenarios/outline.js';
import { type Played, playStep } from '../scenarios/play.js';
import type { Scenario } from '../scenarios/scenario.js';
import { goOn, type TakenStep, WALKS } from '../scenarios/walk.js';
import { requireClock } from './clocks.js';
import type { AdminHouse } from './house.js';
import { readNamed } from './scenarios.js';
import { issueToken } from './tokens.js';

export interface PlayedStep extends TakenStep {
  /** For the next step. */
  readonly cast: Cast;
}

const both = (text: Text): Bilingual => (typeof text === 'string' ? { pt: text, en: text } : text);

/**
 * A shipped scenario with its walk: what is said of each step, and what it does; and how far it was walked, when it is
 * loaded. @throws Refusal (not-found).
 */
export async function describeScenario(house: AdminHouse, name: string) {
  const { about, steps = [], consents = {}, customers } = await readNamed(house, name);
  const walk = (await house.store.get(WALKS, name))?.value;
  return {
    name,
    ...(walk && { walk }),
    about: both(about),
    customers: Object.keys(customers),
    consents: Object.keys(consents),
    steps: steps.map((step) => ({
      ...(step.say !== undefined && { say: both(step.say) }),
      what: both(outlineOf(step)),
      expects: (step.expect ?? step.refused ?? step.explain) !== undefined,
    })),
  };
}

/**
 * Takes one step of a loaded scenario. `cast` is what loading answered, with the consents that earlier steps added. What
 * became of it is kept with the scenario when it was the next one.
 * @throws Refusal (not-found) for a scenario, a step or a clock there is not.
 */
export async function takeStep(
  house: AdminHouse,
  name: string,
  number: number | string,
  cast: Cast,
): Promise<PlayedStep> {
  const scenario = await readNamed(house, name);
  const step = stepOf(scenario, String(number));
  await requireClock(house.store, cast.clock);
  const { tokens = {}, kept = {} } = cast.otdx ?? {};
  const playing = {
    ...cast,
    consents: { ...cast.consents, ...(await freshly(house, cast, step.as)) },
    ...(cast.otdx && { otdx: { tokens, kept: { ...kept } } }),
  };
  const taken: TakenStep = { number: Number(number), ...playedView(await playStep(house.stage, playing, step)) };
  await house.store.transaction((tx) => goOn(tx, name, taken, playing));
  return { ...taken, cast: playing };
}

function stepOf({ name, steps = [] }: Scenario, number: string) {
  const step = /^[1-9]\d{0,5}$/.test(number) ? steps[Number(number) - 1] : undefined;
  if (step) return step;
  throw new Refusal('not-found', `scenario ${name} has no step ${number}; it has ${steps.length}`);
}

/** Whoever walks slowly gets a new token for each call: tokens live by real time. */
async function freshly(house: AdminHouse, cast: Cast, key: string | undefined): Promise<Cast['consents']> {
  const consent = key === undefined ? undefined : cast.consents[key];
  if (key === undefined || !consent) return {};
  const { access_token: accessToken } = await issueToken(house, { consentId: consent.consentId });
  return { [key]: { ...consent, accessToken } };
}

const playedView = ({ step, at, what, outcome, list, due, checks }: Played): Omit<TakenStep, 'number'> => ({
  at,
  ...(step.say !== undefined && { say: both(step.say) }),
  what: both(what),
  outcome: both(outcome),
  ...(list && { resources: list.data }),
  due: due.map(both),
  checks: checks.map(({ held, text }) => ({ held, text: both(text) })),
});

export function scenarioStepRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/scenarios/:name', async (req, res) => void res.json(await describeScenario(house, req.params.name)));
  router.post('/scenarios/:name/steps/:number', async (req, res) => {
    const { name, number } = req.params;
    res.json(await takeStep(house, name, number, req.body));
  });
  return router;
}
