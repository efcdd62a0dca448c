import type { Loaded, PlayedStep, ScenarioOutline } from './admin-api.js';
import { ask } from './client.js';
import { followClock, lastMove } from './clock.js';
import { touch } from './live.js';
import { language } from './preferences.js';
import { TITLES } from './words/scenario-titles.js';

/** Loads a scenario, and goes to the start of its walk. @throws Problem. */
export async function loadScenario(name: string): Promise<Loaded> {
  const loaded = await ask('POST /scenarios/{name}/load', { path: { name } });
  followClock(loaded.clock.name);
  lastMove.value = undefined;
  touch();
  return loaded;
}

/** Takes the next step of a loaded scenario, wherever its walk stands by now. @throws Problem. */
export async function takeStep(name: string): Promise<PlayedStep | undefined> {
  const { walk, steps }: ScenarioOutline = await ask('GET /scenarios/{name}', { path: { name } });
  if (!walk || walk.taken.length >= steps.length) return undefined;
  const number = String(walk.taken.length + 1);
  const step = await ask('POST /scenarios/{name}/steps/{number}', { path: { name, number }, body: walk.cast });
  touch();
  return step;
}

/** `joint-account-approved` as people read it. */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return (language.value === 'pt' ? TITLES[name] : undefined) ?? words.charAt(0).toUpperCase() + words.slice(1);
}
