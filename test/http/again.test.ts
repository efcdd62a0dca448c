import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { queryObjects } from 'node:v8';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Bank } from '../../src/index.js';
import { startTransmissora } from '../../src/index.js';
import { RESOURCE_TYPES, STATUSES } from '../../src/openfinance/vocabulary.js';
import { Glance } from '../../src/store/glance.js';
import { CPF, call, headersFor, LIST, list, NOW, type Opened, opened, UUID } from './calls.js';

/** After garbage was collected. */
const requestsHeld = (): number => queryObjects(IncomingMessage, { format: 'count' });

/** A bank with one customer whose list is answered, at a wall clock of its own; and how many stages looked around. */
async function world(wallAt = Date.parse(NOW)) {
  const wall = { at: wallAt };
  const bank = await opened({}, { wall: { now: () => wall.at, monotonic: () => 0 } });
  await bank.bank.customers.create({ cpf: CPF });
  for (const type of RESOURCE_TYPES) {
    await bank.bank.resources.create(CPF, {
      type,
      resourceId: `${type.toLowerCase().replaceAll('_', '-')}-1`,
      contractedAt: '-P1Y',
    });
  }
  const { consentId, accessToken: token = '' } = await bank.bank.consents.create({
    customerId: CPF,
    permissions: 'all',
    expirationDateTime: '2026-09-02T12:00:00Z',
  });
  const looks = jest.spyOn(Glance.prototype, 'last');
  const receiver = { bank: bank.bank, token };
  /** Asks, and says whether more was looked at than the clock: faults and deviations are, below. */
  const asked = async (query = '', headers: Record<string, string | undefined> = {}) => {
    looks.mockClear();
    const answer = await list(receiver, query, headers);
    return { ...answer, again: looks.mock.calls.length <= 1 };
  };
  // The first call writes that the list was answered, the second is remembered.
  await asked();
  await asked();
  return { ...bank, wall, consentId, token, asked };
}
type World = Awaited<ReturnType<typeof world>>;

describe('a list that nothing can have changed is answered again', () => {
  let one: World;
  beforeAll(async () => {
    one = await world();
  });
  afterAll(async () => one[Symbol.asyncDispose]());

  test('word for word, with the id of the call and the instant it is answered at (RES-061, RES-077)', async () => {
    const first = await one.asked();
    one.wall.at += 61_000;
    const id = randomUUID();
    const later = await one.asked('', { 'x-fapi-interaction-id': id });
    expect([first.again, later.again, later.status]).toEqual([true, true, 200]);
    expect(later.body).toEqual({
      ...first.body,
      meta: { ...first.body.meta, requestDateTime: new Date(one.wall.at).toISOString().replace('.000', '') },
    });
    const told = ({ headers }: { headers: Headers }) =>
      ['content-type', 'x-v', 'content-length'].map((name) => headers.get(name));
    expect(told(later)).toEqual(told(first));
    expect(later.headers.get('x-fapi-interaction-id')).toBe(id);
  });

  test('and stands in the journal like any other', async () => {
    await one.bank.requests.clear();
    const id = randomUUID();
    const { body } = await one.asked('', { 'x-fapi-interaction-id': id });
    const [exchange] = (await one.bank.requests.find()).requests;
    expect(exchange).toMatchObject({
      api: 'resources',
      status: 200,
      consentId: one.consentId,
      clientId: 'receptora-demo',
      grant: 'consent',
      requestHeaders: { 'x-fapi-interaction-id': id, authorization: expect.stringMatching(/^Bearer \[redacted/) },
      responseHeaders: { 'x-fapi-interaction-id': id, 'x-v': '3.1.0', 'content-type': 'application/json' },
      responseBody: body,
    });
  });

  test('and stands there with the headers it was asked with, each time (RES-069)', async () => {
    await one.bank.requests.clear();
    for (let count = 0; count < 3; count += 1) await one.asked('', { 'content-type': 'text/plain' });
    const { requests } = await one.bank.requests.find();
    expect(requests.map(({ requestHeaders }) => requestHeaders['content-type'])).toEqual(Array(3).fill('text/plain'));
  });

  test.each<[string, string, Record<string, string | undefined>, number]>([
    ['another page', '?page=2', {}, 422],
    ['an id that is none (RES-062)', '', { 'x-fapi-interaction-id': 'none' }, 400],
    ['no id (RES-062)', '', { 'x-fapi-interaction-id': undefined }, 400],
    ['another token', '', { authorization: 'Bearer nobody' }, 401],
    ['another form (RES-105)', '', { accept: 'text/html' }, 406],
    ['a preference', '', { prefer: 'code=504' }, 504],
    ['a header that is malformed (RES-066)', '', { 'x-fapi-customer-ip-address': ' ' }, 400],
  ])('but not for %s', async (_what, query, headers, status) => {
    const answer = await one.asked(query, headers);
    expect([answer.status, answer.again]).toEqual([status, false]);
    expect(answer.headers.get('x-fapi-interaction-id')).toMatch(UUID);
  });

  test('with the links of the host it was asked at', async () => {
    const port = new URL(one.bank.url).port;
    const there = await call(`http://localhost:${port}${LIST}`, { headers: headersFor(one.token) });
    expect(there.body.links['self']).toMatch(`http://localhost:${port}/`);
    expect((await one.asked()).body.links['self']).toMatch(one.bank.url);
  });
});

describe('a list is worked out afresh', () => {
  const once = (what: string, change: (one: World) => unknown, status: number) => [what, change, status] as const;

  test.each([
    once('its consent is revoked', ({ bank, consentId }) => bank.consents.revoke(consentId), 401),
    once('its token is too old', ({ wall }) => (wall.at += 900_000), 401),
    once('its consent expires', ({ bank }) => bank.clock.advance('P1Y'), 401),
    once('a fault is put', ({ bank }) => bank.faults.put([{ answer: { status: 503 } }]), 503),
    once('a fault draws lots', ({ bank }) => bank.faults.put([{ answer: { status: 503 }, ratio: 0.000001 }]), 200),
    once('a deviation is put', ({ bank }) => bank.deviations.put([{ id: 'total-records-off' }]), 200),
    once('a resource is blocked', ({ bank }) => bank.resources.transition('loan-1', 'TEMPORARILY_UNAVAILABLE'), 200),
    once('a snapshot is put back', async ({ bank }) => bank.restore(await bank.snapshot()), 200),
  ])('once %s', async (_what, change, status) => {
    await using one = await world();
    expect((await one.asked()).again).toBe(true);
    await change(one);
    const answer = await one.asked();
    expect([answer.status, answer.again]).toEqual([status, false]);
  });

  test('at the instant something was scheduled for, and not before', async () => {
    await using one = await world();
    const fund = async (milliseconds: number) => {
      one.wall.at += milliseconds;
      const { body, again } = await one.asked();
      return [body.data.find(({ resourceId }) => resourceId === 'fund-1')?.status, again];
    };
    await one.bank.resources.transition('fund-1', 'UNAVAILABLE', { at: 'PT1M' });
    expect(await fund(0)).toEqual(['AVAILABLE', false]);
    expect(await fund(59_999)).toEqual(['AVAILABLE', true]);
    expect(await fund(1)).toEqual(['UNAVAILABLE', false]);
  });

  test('at the instant a deviation begins to bend it', async () => {
    await using one = await world();
    const loan = async (milliseconds: number) => {
      one.wall.at += milliseconds;
      const { body, again } = await one.asked();
      return [body.data.find(({ resourceId }) => resourceId === 'loan-1')?.status, again];
    };
    await one.bank.resources.transition('loan-1', 'UNAVAILABLE');
    await one.bank.deviations.put([{ id: 'loan-resurrected' }]);
    await one.bank.clock.advance('PT23H59M59S');
    expect(await loan(0)).toEqual(['UNAVAILABLE', false]);
    expect(await loan(500)).toEqual(['UNAVAILABLE', false]);
    expect(await loan(500)).toEqual(['AVAILABLE', false]);
  });

  test('at the instant its consent ends, though nobody ends it', async () => {
    await using one = await world();
    const { accessToken: token = '' } = await one.bank.consents.create({
      customerId: CPF,
      permissions: 'all',
      expirationDateTime: '2026-03-02T12:05:00Z',
    });
    const statusAfter = async (milliseconds: number) => {
      one.wall.at += milliseconds;
      return (await list({ bank: one.bank, token })).status;
    };
    expect([await statusAfter(0), await statusAfter(0), await statusAfter(299_999)]).toEqual([200, 200, 200]);
    expect(await statusAfter(1)).toBe(401);
  });

  test('always, when told so', async () => {
    await using bank: Opened = await opened({ answerAgain: 'false' });
    await bank.bank.customers.create({ cpf: CPF });
    const { accessToken: token = '' } = await bank.bank.consents.create({ customerId: CPF, permissions: 'all' });
    const looks = jest.spyOn(Glance.prototype, 'last');
    for (let index = 0; index < 3; index += 1) {
      looks.mockClear();
      expect((await list({ bank: bank.bank, token })).status).toBe(200);
      expect(looks.mock.calls.length).toBeGreaterThan(2);
    }
  });
});

/** What may happen between two looks at the list. */
const happening = fc.oneof(
  fc.record({ do: fc.constant('advance' as const), by: fc.constantFrom('PT1S', 'PT5M', 'P1D', 'P20D', 'P100D') }),
  fc.record({
    do: fc.constant('move' as const),
    which: fc.nat(RESOURCE_TYPES.length - 1),
    to: fc.constantFrom(...STATUSES),
    at: fc.constantFrom('PT0S', 'PT1S', 'P1D', 'P30D'),
  }),
  fc.record({
    do: fc.constant('contract' as const),
    type: fc.constantFrom(...RESOURCE_TYPES),
    at: fc.constantFrom('-P1D', 'P1D'),
  }),
  fc.record({ do: fc.constant('close' as const), which: fc.nat(RESOURCE_TYPES.length - 1) }),
  fc.record({ do: fc.constant('fault' as const), status: fc.constantFrom(200, 503), times: fc.constantFrom(1, 2) }),
  fc.record({ do: fc.constant('revoke' as const) }),
  fc.record({ do: fc.constant('look' as const), page: fc.constantFrom('', '?page=1', '?page=2', '?page-size=25') }),
);

test('answering again changes no answer, whatever happens between two calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 14 }), async (happenings) => {
      const answers = await Promise.all([true, false].map((answerAgain) => story(happenings, answerAgain)));
      expect(answers[0]).toEqual(answers[1]);
    }),
    { numRuns: 25 },
  );
});

async function story(happenings: readonly Happening[], answerAgain: boolean): Promise<readonly unknown[]> {
  await using bank = await startTransmissora({ now: NOW, logLevel: 'silent', answerAgain });
  await bank.customers.create({ cpf: CPF });
  for (const type of RESOURCE_TYPES) await bank.resources.create(CPF, { type, resourceId: type.replaceAll('_', '-') });
  const { consentId, accessToken: token = '' } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
  const seen: unknown[] = [];
  for (const [index, one] of happenings.entries()) {
    // A move the rules forbid changes nothing: that is a story, too.
    await happen(bank, consentId, one, index).catch(() => undefined);
    for (let time = 0; time < 3; time += 1) {
      const { status, body } = await list({ bank, token }, one.do === 'look' ? one.page : '');
      seen.push({ status, data: body.data, meta: body.meta, errors: body.errors });
    }
  }
  return seen;
}

type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

async function happen(bank: Bank, consentId: string, one: Happening, index: number): Promise<unknown> {
  const idOf = (which: number): string => RESOURCE_TYPES[which]!.replaceAll('_', '-');
  switch (one.do) {
    case 'advance':
      return bank.clock.advance(one.by);
    case 'move':
      return bank.resources.transition(idOf(one.which), one.to, { at: one.at });
    case 'contract':
      return bank.resources.create(CPF, { type: one.type, resourceId: `new-${index}`, contractedAt: one.at });
    case 'close':
      return bank.resources.close(idOf(one.which));
    case 'fault':
      return bank.faults.put([{ match: { api: 'resources' }, answer: { status: one.status }, times: one.times }]);
    case 'revoke':
      return bank.consents.revoke(consentId);
    default:
      return undefined;
  }
}

test('a request is not held on to for what was answered to it', async () => {
  // Looking takes seconds, in which idle connections end: before there is any, and after the last call.
  const before = requestsHeld();
  await using one = await world();
  for (let size = 25; size < 75; size += 1) await one.asked(`?page-size=${size}`);
  expect(requestsHeld() - before).toBeLessThan(25);
});
