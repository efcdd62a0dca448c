import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { grade } from '../../src/conformance/grade.js';
import { type Report, reportOf } from '../../src/conformance/report.js';
import { annotationsOf } from '../../src/conformance/reports/annotations.js';
import { htmlOf } from '../../src/conformance/reports/html.js';
import { junitOf } from '../../src/conformance/reports/junit.js';
import { RECEIVER_RULES } from '../../src/conformance/rules/receiver.js';
import { parseInstant } from '../../src/core/instant.js';
import { specFile } from '../../src/paths.js';
import { journalOf, listing, product, refusal, used } from './exchanges.js';
import { NOTHING_KNOWN } from './judging.js';

const HOSTILE = `<script>alert("1")</script> ]]> & ' \u0000 \uD800 é`;
const journal = journalOf(
  used({ requestHeaders: { 'x-fapi-interaction-id': 'no uuid', 'user-agent': HOSTILE } }),
  listing(['acc-1 ACCOUNT UNAVAILABLE'], { requestBody: HOSTILE }),
  product('accounts/v2/accounts/acc-1', refusal(403, 'STATUS_RESOURCE_UNAVAILABLE')),
);
const report = (language: 'pt' | 'en', about: Partial<Report> = {}): Report =>
  reportOf(grade(RECEIVER_RULES, journal, NOTHING_KNOWN), {
    subject: 'receiver',
    target: 'http://127.0.0.1:3000',
    startedAt: '2026-03-02T12:00:00Z',
    durationMs: 12.5,
    language,
    journal: { exchanges: journal.length, dropped: 0 },
    ...about,
  });
const verdictsOf = ({ results }: Report) => results.map(({ rule, verdict }) => [rule, verdict]);

test('a report is as spec/report.schema.json has it', () => {
  const ajv = new Ajv({
    allErrors: true,
    formats: { 'date-time': (text: string) => parseInstant(text) !== undefined },
  });
  const validate = ajv.compile(JSON.parse(readFileSync(specFile('report.schema.json'), 'utf8')));
  const scoped = report('en', { scope: { consentId: 'urn:bank:consent-1' } });
  for (const written of [report('pt'), scoped]) {
    validate(JSON.parse(JSON.stringify(written)));
    expect(validate.errors).toBeNull();
  }
  expect(validate({ ...scoped, summary: {} })).toBe(false);
});

test('JUnit has one case per rule, in the class of its area; a warning passes and says so', () => {
  const xml = junitOf(report('en'));
  expect(XMLValidator.validate(xml)).toBe(true);
  const { testsuites } = new XMLParser({ ignoreAttributes: false, processEntities: true }).parse(xml);
  expect(testsuites).toMatchObject({ '@_tests': '32', '@_failures': '1' });
  const cases: readonly Record<string, unknown>[] = testsuites.testsuite.testcase;
  const caseOf = (rule: string) => cases.find((one) => String(one['@_name']).startsWith(rule));
  expect(caseOf('RCV-01')).toMatchObject({ '@_classname': 'headers', failure: { '@_type': 'MUST' } });
  expect(caseOf('RCV-08')).not.toHaveProperty('failure');
  expect(caseOf('RCV-08')?.['system-out']).toMatch(/SHOULD: acc-1 was called after/);
  expect(caseOf('RCV-26')).toMatchObject({ skipped: '', 'system-out': expect.stringMatching(/^Not exercised/) });
  expect(new Set(cases.map((one) => String(one['@_name']).slice(0, 6))).size).toBe(32);
});

test('JUnit holds whatever a caller sent as text', () => {
  const [first, ...rest] = report('en').results;
  const xml = junitOf({
    ...report('en'),
    target: HOSTILE,
    results: [{ ...first!, title: HOSTILE, message: HOSTILE }, ...rest],
  });
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml).not.toContain('\u0000');
});

test.each(['pt', 'en'] as const)('the page is in %s, needs nothing from elsewhere and runs no script', (language) => {
  const html = htmlOf(report(language));
  expect(html).toContain(`<html lang="${language === 'pt' ? 'pt-BR' : 'en'}">`);
  expect(html).not.toMatch(/<script|<link|<img|<iframe|\bon\w+=|url\(|@import/i);
  expect(html).toContain("default-src 'none'");
  expect(html).toContain(language === 'pt' ? 'Conformidade da receptora' : 'Receiver conformance');
  for (const [rule, verdict] of verdictsOf(report(language)))
    expect(html).toMatch(new RegExp(`<details class="rule ${verdict}" id="${rule}"`));
  expect(html).toContain('<a href="#docs/rules.md:rcv-05">RCV-05</a>');
});

test('the page shows requests beside answers, and everything a caller sent as text', () => {
  const html = htmlOf(report('en', { target: HOSTILE }));
  expect(html).toContain('<code>GET /open-banking/accounts/v2/accounts/acc-1</code> <b class="s4">403</b>');
  expect(html).toContain('STATUS_RESOURCE_UNAVAILABLE');
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; ]]&gt; &amp; &#39;');
});

test('the page tells of exchanges that were lost, and cuts bodies that are long', () => {
  expect(htmlOf(report('en'))).not.toContain('The journal was full');
  expect(htmlOf(report('en', { journal: { exchanges: 3, dropped: 7 } }))).toContain('lost its first exchanges: 7');
  const [first, ...rest] = report('en').results;
  const long = { ...first!, evidence: first!.evidence.map((one) => ({ ...one, responseBody: 'x'.repeat(50_000) })) };
  expect(htmlOf({ ...report('en'), results: [long, ...rest] }).length).toBeLessThan(60_000);
});

test('annotations name what failed and what was warned of, escaped as GitHub Actions asks', () => {
  const [first] = report('en').results;
  const odd = { ...first!, title: 'a: b, 100%', message: 'one\r\ntwo: 5%' };
  const lines = annotationsOf({
    ...report('en'),
    results: [
      { ...odd, verdict: 'fail' },
      { ...odd, verdict: 'warn' },
      { ...odd, verdict: 'pass' },
      { ...odd, verdict: 'skip' },
    ],
  });
  expect(lines).toEqual([
    '::error title=RCV-01 a%3A b%2C 100%25::one%0D%0Atwo: 5%25',
    '::warning title=RCV-01 a%3A b%2C 100%25::one%0D%0Atwo: 5%25',
  ]);
});
