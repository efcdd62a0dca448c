import { expect, test } from '@jest/globals';
import { traceIdIn } from '../src/core/trace.js';
import { startTransmissora } from '../src/index.js';
import { admin, ANA, askResources } from './support/receiver.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

/** The samples of a page of Prometheus, by name and labels. */
async function samplesOf(url: string): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

test('/metrics counts calls by operation, polls by outcome, transitions by from and to, and drops of the journal', async () => {
  await using bank = await startTransmissora({ journalSize: 2 });
  await bank.customers.create(ANA);
  const { resourceId } = await bank.resources.create(ANA.cpf, { type: 'ACCOUNT' });
  const preparation = { readyAfter: 'PT1M' };
  const consent = await bank.consents.create({ customerId: ANA.cpf, permissions: 'all', preparation });
  await askResources(bank, consent);
  await bank.clock.advance('PT2M');
  await askResources(bank, consent);
  await askResources(bank, {});
  await bank.resources.transition(resourceId, 'TEMPORARILY_UNAVAILABLE');
  await bank.consents.revoke(consent.consentId);

  const samples = await samplesOf(bank.url);
  const operation = 'api="resources",method="GET",operation="/open-banking/resources/v3/resources"';
  const counts = ['200', '202', '401'].map((status) =>
    samples.get(`transmissora_requests_total{${operation},status="${status}"}`),
  );
  expect(counts).toEqual([1, 1, 1]);
  expect(samples.get(`transmissora_request_duration_seconds_count{${operation}}`)).toBe(3);
  const polls = ['ready', 'preparing', 'refused'].map((each) =>
    samples.get(`transmissora_polls_total{outcome="${each}"}`),
  );
  expect(polls).toEqual([1, 1, 1]);
  const moves = [
    'entity="consent",from="AWAITING_AUTHORISATION",to="AUTHORISED"',
    'entity="consent",from="AUTHORISED",to="REJECTED"',
    'entity="resource",from="AVAILABLE",to="TEMPORARILY_UNAVAILABLE"',
  ].map((labels) => samples.get(`transmissora_transitions_total{${labels}}`));
  expect(moves).toEqual([1, 1, 1]);
  expect(samples.get('transmissora_journal_dropped')).toBe(1);
  expect(samples.get('transmissora_store_duration_seconds_count{operation="transaction"}')).toBeGreaterThan(3);
});

test('an identifier in a path, or a path nobody knows, makes no sample of its own', async () => {
  await using bank = await startTransmissora();
  for (const path of [
    '/open-banking/consents/v3/consents/urn:a:1',
    '/open-banking/consents/v3/consents/urn:a:2',
    '/a',
    '/b',
  ])
    await fetch(`${bank.url}${path}`);
  const names = [...(await samplesOf(bank.url)).keys()].filter((name) =>
    name.startsWith('transmissora_requests_total'),
  );
  expect(names.toSorted()).toEqual([
    'transmissora_requests_total{api="consents",method="GET",operation="/open-banking/consents/v3/consents/{consentId}",status="401"}',
    'transmissora_requests_total{api="unknown",method="GET",operation="other",status="404"}',
  ]);
});

test('the journal knows the trace a call belongs to', async () => {
  await using bank = await startTransmissora();
  await fetch(`${bank.url}/nowhere`, { headers: { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` } });
  const { body } = await admin(bank, 'GET', '/requests');
  expect(body['requests']).toMatchObject([{ traceId: TRACE }]);
});

test.each([
  [`00-${TRACE}-00f067aa0ba902b7-01`, TRACE],
  [`cc-${TRACE}-00f067aa0ba902b7-01-what-will-be-there`, TRACE],
  [`ff-${TRACE}-00f067aa0ba902b7-01`, undefined],
  [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, undefined],
  [`00-${TRACE}-${'0'.repeat(16)}-01`, undefined],
  [`00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01`, undefined],
  ['', undefined],
  [undefined, undefined],
])('a traceparent of %j belongs to trace %j', (text, trace) => {
  expect(traceIdIn(text)).toBe(trace);
});
