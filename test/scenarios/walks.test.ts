import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { startTransmissora } from '../../src/index.js';
import { FIXTURES } from '../../src/paths.js';
import { ScenarioLibrary } from '../../src/scenarios/library.js';
import { playScenario } from '../../src/scenarios/play.js';
import { inLanguage } from '../../src/core/text.js';
import { NOW } from '../support/receiver.js';

/** Without a clock of its own a scenario must go well on any day: also before days that some months do not have. */
const DAYS = ['2024-02-29T12:00:00Z', '2025-12-31T23:59:59Z', '2026-08-31T02:30:00Z', '2027-11-30T12:00:00Z'];

const library = new ScenarioLibrary(FIXTURES);
const names = await library.names();

/** One bank, put back to empty before each test: a second of start-up for all instead of each. */
const bank = await startTransmissora({ now: NOW });
const empty = await bank.snapshot();

beforeEach(() => bank.restore(empty));
afterAll(() => bank.close());

async function failuresOf(name: string): Promise<readonly string[]> {
  const scenario = await library.read(name);
  const failures: string[] = [];
  let steps = 0;
  for await (const played of playScenario(bank, scenario)) {
    steps += 1;
    const told = played.failures.map((failure) => inLanguage(failure, 'en'));
    failures.push(...told.map((failure) => `step ${steps}, ${inLanguage(played.what, 'en')}: ${failure}`));
  }
  return steps > 0 && steps === scenario.steps?.length ? failures : [`${steps} steps were taken`, ...failures];
}

test.each(names.filter((name) => name !== 'demo'))('%s goes as it says', async (name) => {
  expect(await failuresOf(name)).toEqual([]);
});

test.each(DAYS)('demo goes as it says, started on %s', async (now) => {
  await bank.clock.set({ now, frozen: false });
  expect(await failuresOf('demo')).toEqual([]);
});
