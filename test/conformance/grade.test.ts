import { expect, test } from '@jest/globals';
import { grade } from '../../src/conformance/grade.js';
import { reportOf } from '../../src/conformance/report.js';
import {
  broken,
  doubtful,
  type Finding,
  kept,
  type Level,
  type Rule,
  say,
  unexercised,
} from '../../src/conformance/rule.js';
import { journalOf } from './exchanges.js';

const journal = journalOf({}, {}, {});

/** A rule that finds what it is told to. */
const ruleWith = (level: Level, ...findings: readonly Finding[]): Rule<unknown> => ({
  id: 'T-1',
  judges: 'receiver',
  level,
  area: 'test',
  title: say('título', 'title'),
  source: 'Inference',
  needs: say('uma chamada', 'a call'),
  check: () => findings,
});

const good = kept(say('bom', 'good'), journal.slice(0, 1));
const bad = broken(say('ruim', 'bad'), journal.slice(1, 2));
const odd = doubtful(say('estranho', 'odd'));
const absent = unexercised(say('faltou a lista', 'the list was missing'));

const verdictOn = (level: Level, ...findings: readonly Finding[]) => {
  const [result] = grade([ruleWith(level, ...findings)], journal, undefined);
  return { verdict: result!.verdict, message: result!.message.en, evidence: result!.evidence.map(({ id }) => id) };
};

test.each([
  ['MUST', 'fail'],
  ['MUST NOT', 'fail'],
  ['SHOULD', 'warn'],
  ['MAY', 'warn'],
  ['INFERENCE', 'warn'],
  ['INFO', 'warn'],
] as const)('a broken %s gives the verdict %s', (level, verdict) => {
  expect(verdictOn(level, bad).verdict).toBe(verdict);
});

test('a failure outweighs a warning, a warning a pass, and anything what was not exercised', () => {
  expect(verdictOn('MUST', absent, good, odd, bad)).toEqual({ verdict: 'fail', message: 'bad', evidence: [2] });
  expect(verdictOn('MUST', absent, good, odd)).toEqual({ verdict: 'warn', message: 'odd', evidence: [] });
  expect(verdictOn('MUST', absent, good)).toEqual({ verdict: 'pass', message: 'good', evidence: [1] });
});

test('a rule that was not exercised is skipped, saying what was missing', () => {
  expect(verdictOn('MUST')).toEqual({ verdict: 'skip', message: 'Not exercised: it takes a call.', evidence: [] });
  expect(verdictOn('MUST', absent).message).toBe('the list was missing');
});

test('many findings are told in part, each text once, and show a dozen exchanges at most, oldest first', () => {
  const many = journalOf(...Array.from({ length: 40 }, () => ({})));
  const findings = many.map((exchange) => broken(say(`pt ${exchange.id % 5}`, `en ${exchange.id % 5}`), [exchange]));
  const { message, evidence } = verdictOn('MUST', ...findings.toReversed());
  expect(message).toBe('en 0 en 4 en 3 And 2 more.');
  expect(evidence).toHaveLength(12);
  expect(evidence).toEqual(evidence.toSorted((one, other) => one - other));
});

test('a report counts the verdicts, speaks one language and shows the exchanges with RFC 3339 instants', () => {
  const results = grade([ruleWith('MUST', bad), ruleWith('SHOULD', bad), ruleWith('MUST')], journal, undefined);
  const about = {
    subject: 'receiver',
    target: 'http://127.0.0.1:1',
    startedAt: '2026-03-02T12:00:00Z',
    durationMs: 1,
  } as const;
  const report = reportOf(results, { ...about, language: 'pt' });
  expect(report.summary).toEqual({ passed: 0, failed: 1, warned: 1, skipped: 1 });
  expect(report.results[0]).toMatchObject({
    rule: 'T-1',
    level: 'MUST',
    area: 'test',
    title: 'título',
    message: 'ruim',
  });
  expect(report.results[0]?.evidence[0]?.at).toBe('2026-03-02T12:00:02Z');
  expect(reportOf(results, { ...about, language: 'en' }).results[2]?.message).toBe('Not exercised: it takes a call.');
});
