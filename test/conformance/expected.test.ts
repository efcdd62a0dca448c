import { expect, test } from '@jest/globals';
import { inLightOf } from '../../src/conformance/expected.js';
import type { Result, Verdict } from '../../src/conformance/grade.js';
import { say } from '../../src/conformance/rule.js';
import { TRANSMITTER_RULES } from '../../src/conformance/rules/transmitter.js';

const resultOf = (id: string, verdict: Verdict): Result => {
  const [rule] = TRANSMITTER_RULES.filter((one) => one.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  return { rule, verdict, message: say('Visto.', 'Seen.'), evidence: [] };
};
const judged = (verdict: Verdict) =>
  inLightOf([resultOf('RES-052', verdict)], [{ rule: 'RES-052', reason: 'ticket 7' }])[0];

test('a failure that was expected is a warning that says why', () => {
  expect(judged('fail')).toMatchObject({ verdict: 'warn', message: { en: 'Expected failure (ticket 7). Seen.' } });
});

test.each(['pass', 'warn', 'skip'] as const)('an expected failure that is a %s instead fails', (verdict) => {
  expect(judged(verdict)).toMatchObject({ verdict: 'fail', message: { pt: expect.stringContaining('tire a regra') } });
});

test('what nobody expected stays as it was', () => {
  const results = [resultOf('RES-051', 'fail'), resultOf('RES-053', 'pass')];
  expect(inLightOf(results, [{ rule: 'RES-052', reason: 'ticket 7' }])).toEqual(results);
});
