import { signal } from '@preact/signals';
import type { Cast, Loaded, PlayedStep } from './admin-api.js';
import { ask } from './client.js';
import { clockName, lastMove } from './clock.js';
import { touch } from './live.js';
import { language } from './preferences.js';
import { TITLES } from './words/scenario-titles.js';

/** A scenario being played: who is in it, and the steps taken so far. */
export interface Playing {
  readonly cast: Cast;
  readonly taken: readonly PlayedStep[];
}

/** The scenarios loaded since the page was opened, by name. */
export const playing = signal<Readonly<Record<string, Playing>>>({});

/** Loads a scenario, and goes to the start of its walk. @throws Problem. */
export async function loadScenario(name: string): Promise<Loaded> {
  const loaded = await ask('POST /scenarios/{name}/load', { path: { name } });
  const { clock, customers, consents, otdx } = loaded;
  const cast = { clock: clock.name, customers, consents, ...(otdx && { otdx }) };
  clockName.value = clock.name;
  lastMove.value = undefined;
  playing.value = { ...playing.value, [name]: { cast, taken: [] } };
  touch();
  return loaded;
}

/** Takes the next step of a loaded scenario. @throws Problem. */
export async function takeStep(name: string): Promise<PlayedStep | undefined> {
  const state = playing.value[name];
  if (!state) return undefined;
  const number = String(state.taken.length + 1);
  const step = await ask('POST /scenarios/{name}/steps/{number}', { path: { name, number }, body: state.cast });
  playing.value = { ...playing.value, [name]: { cast: step.cast, taken: [...state.taken, step] } };
  touch();
  return step;
}

/** `joint-account-approved` as people read it. */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return (language.value === 'pt' ? TITLES[name] : undefined) ?? words.charAt(0).toUpperCase() + words.slice(1);
}
