import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { grade } from '../../src/conformance/grade.js';
import { within } from '../../src/conformance/receiver-traffic.js';
import { RECEIVER_RULES } from '../../src/conformance/rules/receiver.js';
import { TRANSMITTER_RULES } from '../../src/conformance/rules/transmitter.js';
import { DOCUMENTS } from '../../src/openfinance/rules.js';
import { CONSENT, journalOf, LIST_PATH, START, type Written } from './exchanges.js';
import { NOTHING_KNOWN } from './judging.js';

test('a receiver is held to RCV-01 to RCV-32, each once', () => {
  const ids = Array.from({ length: 32 }, (_, index) => `RCV-${String(index + 1).padStart(2, '0')}`);
  expect(RECEIVER_RULES.map(({ id }) => id)).toEqual(ids);
});

test('every rule cites documents that are known, and says everything in both languages', () => {
  const names = Object.keys(DOCUMENTS);
  const unknown = RECEIVER_RULES.flatMap(({ id, source }) =>
    source
      .split('; ')
      .filter((citation) => !names.includes(citation.split(', ')[0] ?? ''))
      .map((citation) => `${id}: ${citation}`),
  );
  expect(unknown).toEqual([]);
  for (const { title, needs } of RECEIVER_RULES) {
    expect(title.pt).not.toBe(title.en);
    expect(needs.pt).not.toBe(needs.en);
    expect(title.pt).toMatch(/\.$/);
  }
});

/** Bodies nobody promised: what an answer may be when everything goes wrong. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constant(undefined),
  fc.record({ data: fc.jsonValue(), errors: fc.jsonValue(), meta: fc.jsonValue(), links: fc.jsonValue() }),
  fc.record({
    data: fc.array(fc.record({ resourceId: fc.jsonValue(), type: fc.jsonValue(), status: fc.jsonValue() })),
  }),
);
const exchange = fc.record({
  path: fc.constantFrom(
    LIST_PATH,
    '/participants',
    '/auth/token',
    '/auth/par',
    '/open-banking/accounts/v2/accounts/%zz/balances',
    '/open-banking/consents/v3/consents',
    '/open-banking/consents/v3/consents/%E0%A4%A',
    '/open-banking/discovery/v2/status',
    '',
  ),
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'BREW'),
  query: fc.oneof(fc.string(), fc.constantFrom('page=2', 'page=x&page-size=-1', 'client_id=1')),
  status: fc.constantFrom(0, 200, 201, 202, 204, 401, 403, 423, 429, 500, 504),
  requestBody: anything,
  responseBody: anything,
  after: fc.integer({ min: -1_000, max: 1_000_000 }),
  consentId: fc.constantFrom(CONSENT, undefined),
  grant: fc.constantFrom('consent', 'client', undefined),
  responseHeaders: fc.dictionary(fc.constantFrom('retry-after', 'x-v'), fc.string()),
});

test('whatever an exchange holds, every rule gives a verdict', () => {
  const marks = (['user-revoked-at-receiver', 'redirect-failed'] as const).map((what) => ({
    consentId: CONSENT,
    what,
    at: START,
    wallAt: START,
  }));
  const consents = [{ consentId: CONSENT, clientId: 'receiver-1', createdAt: START, authorisedAt: START, now: START }];
  fc.assert(
    fc.property(fc.array(exchange, { maxLength: 12 }), (written) => {
      const { judged, others } = within(journalOf(...(written as Written[])), { consentId: CONSENT });
      const results = grade(RECEIVER_RULES, judged, { ...NOTHING_KNOWN, consents, marks, others });
      const answers = grade(TRANSMITTER_RULES, judged, { resources: [], consents: [], aims: new Map() });
      expect([...results, ...answers].every(({ verdict, message }) => verdict && message.pt && message.en)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
