import { type Router, Router as newRouter } from 'express';
import { Refusal } from '../core/errors.js';
import { loadScenario } from '../scenarios/load.js';
import type { Text } from '../core/text.js';
import type { Scenario } from '../scenarios/scenario.js';
import type { AdminHouse } from './house.js';
import { issueToken } from './tokens.js';

/** What loading created; every consent comes with a token. */
export type LoadedWithTokens = Omit<Awaited<ReturnType<typeof loadScenario>>, 'consents'> & {
  readonly consents: Readonly<
    Record<
      string,
      {
        readonly consentId: string;
        readonly customerId: string;
        readonly accessToken: string;
        readonly expiresIn: number;
      }
    >
  >;
};

/** Loads a scenario as a whole or not at all. */
export async function loadInto(house: AdminHouse, scenario: Scenario): Promise<LoadedWithTokens> {
  const loaded = await house.store.transaction((tx) => loadScenario(tx, house, scenario));
  const consents = await Promise.all(
    Object.entries(loaded.consents).map(async ([key, consent]) => {
      const { access_token, expires_in } = await issueToken(house, { consentId: consent.consentId });
      return [key, { ...consent, accessToken: access_token, expiresIn: expires_in }] as const;
    }),
  );
  return { ...loaded, consents: Object.fromEntries(consents) };
}

export async function listScenarios(
  house: AdminHouse,
): Promise<readonly { name: string; about: Text; steps: number }[]> {
  const scenarios = await Promise.all((await house.scenarios.names()).map((name) => house.scenarios.read(name)));
  return scenarios.map(({ name, about, steps = [] }) => ({ name, about, steps: steps.length }));
}

/** @throws Refusal (not-found) for a name that is not shipped. Files on disk cannot be named from outside. */
export async function readNamed(house: AdminHouse, name: string): Promise<Scenario> {
  const names = await house.scenarios.names();
  if (!names.includes(name))
    throw new Refusal('not-found', `there is no scenario ${name}; there are: ${names.join(', ')}`);
  return house.scenarios.read(name);
}

export function scenarioRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/scenarios', async (_req, res) => void res.json({ scenarios: await listScenarios(house) }));
  router.post('/scenarios', async (req, res) => {
    const text = typeof req.body === 'string' ? req.body : JSON.stringify(req.body ?? {});
    res.status(201).json(await loadInto(house, await house.scenarios.parse(text, 'scenario')));
  });
  router.post(
    '/scenarios/:name/load',
    async (req, res) => void res.json(await loadInto(house, await readNamed(house, req.params.name))),
  );
  return router;
}
