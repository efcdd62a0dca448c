import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TRANSMITTER_RULES } from '../../src/conformance/rules/transmitter.js';
import { SITUATIONS } from '../../src/conformance/situations/catalogue.js';
import { type Bank, startTransmissora } from '../../src/index.js';
import { DEVIATIONS } from '../../src/openfinance/deviations/catalogue.js';
import { brokenIn, examined } from './examined.js';

let bank: Bank;
beforeAll(async () => {
  bank = await startTransmissora();
});
afterAll(() => bank.close());

/** The situations in which a breach of these rules would show. */
const situationsOf = (rules: readonly string[]) =>
  SITUATIONS.filter(({ proves }) => rules.some((rule) => proves.includes(rule)));

test('without a deviation every rule is kept, and each was put to the test', async () => {
  await bank.deviations.clear();
  const results = await examined(bank, SITUATIONS);
  const others = results.filter(({ verdict }) => verdict !== 'pass');
  expect(others.map(({ rule, verdict, message }) => `${verdict} ${rule.id}: ${message.en}`)).toEqual([]);
});

test('what a situation says it proves, it shows something of by itself', async () => {
  await bank.deviations.clear();
  const empty: string[] = [];
  for (const situation of SITUATIONS) {
    const shown = (await examined(bank, [situation]))
      .filter(({ verdict }) => verdict === 'pass')
      .map(({ rule }) => rule.id);
    empty.push(...situation.proves.filter((rule) => !shown.includes(rule)).map((rule) => `${situation.id} ${rule}`));
  }
  expect(empty).toEqual([]);
});

test('every rule is broken by some deviation, but for the one that takes a server which does not answer', () => {
  const broken = DEVIATIONS.flatMap(({ breaks }) => breaks);
  expect(TRANSMITTER_RULES.map(({ id }) => id).filter((id) => !broken.includes(id))).toEqual(['RES-056']);
});

test.each(DEVIATIONS)('$id breaks $breaks and no other rule', async ({ id, breaks }) => {
  await bank.deviations.put([{ id }]);
  expect(brokenIn(await examined(bank, situationsOf(breaks)))).toEqual(breaks);
});
