import { describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../src/bank.js';
import type { ServeOptions } from '../../src/serve.js';
import { CPF, list, NOW, opened } from '../http/calls.js';
import { admin } from '../support/receiver.js';

const OTHER_CPF = '52998224725';
const START = Date.parse(NOW);

const frozen = async () => startTransmissora({ now: NOW, logLevel: 'silent' });
const clock = async (bank: Bank, name = 'default') => (await admin(bank, 'GET', `/clocks/${name}`)).body;
const advance = (bank: Bank, body: object, name = 'default') => admin(bank, 'POST', `/clocks/${name}/advance`, body);

/** Real time, as a test moves it. */
function wallAt(start: number): NonNullable<ServeOptions['wall']> & { pass(milliseconds: number): void } {
  let now = start;
  return {
    now: () => now,
    monotonic: () => now,
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

describe('a clock', () => {
  test('shows real time until it is set', async () => {
    const wall = wallAt(START);
    await using world = await opened({}, { wall });
    expect(await clock(world.bank)).toEqual({ name: 'default', now: NOW, frozen: false });
    wall.pass(1500);
    expect(await clock(world.bank)).toEqual({ name: 'default', now: '2026-03-02T12:00:01.500Z', frozen: false });
  });

  test('stands still when frozen, and runs with real time from where it was set otherwise', async () => {
    const wall = wallAt(START);
    await using world = await opened({}, { wall });
    const { clock } = world.bank;
    await clock.set({ now: '2030-01-01T00:00:00Z', frozen: true });
    wall.pass(60_000);
    expect(await clock.now()).toBe('2030-01-01T00:00:00Z');
    await clock.set({ frozen: false });
    wall.pass(60_000);
    expect(await clock.now()).toBe('2030-01-01T00:01:00Z');
    await clock.set({ frozen: true });
    wall.pass(60_000);
    expect(await clock.now()).toBe('2030-01-01T00:01:00Z');
  });

  test('goes back to real time with an empty object on default', async () => {
    const wall = wallAt(START);
    await using world = await opened({}, { wall });
    await world.bank.clock.set({ now: '2030-01-01T00:00:00Z', frozen: true });
    expect(await world.bank.clock.set({})).toEqual({ name: 'default', now: NOW, frozen: false });
  });

  test('that runs is advanced beside real time', async () => {
    const wall = wallAt(START);
    await using world = await opened({}, { wall });
    const { clock } = world.bank;
    expect(await clock.advance('P1D')).toEqual({ before: NOW, after: '2026-03-03T12:00:00Z', fired: [] });
    wall.pass(1000);
    expect(await clock.now()).toBe('2026-03-03T12:00:01Z');
  });

  test('is listed, made by PUT, and unknown before', async () => {
    await using bank = await frozen();
    expect((await admin(bank, 'GET', '/clocks/side')).status).toBe(404);
    expect((await advance(bank, { by: 'PT1M' }, 'side')).status).toBe(404);
    const made = await admin(bank, 'PUT', '/clocks/side', { now: '2027-01-01T00:00:00-03:00', frozen: true });
    expect(made).toEqual({ status: 200, body: { name: 'side', now: '2027-01-01T03:00:00Z', frozen: true } });
    const { body } = await admin(bank, 'GET', '/clocks');
    expect((body['clocks'] as { name: string }[]).map(({ name }) => name).toSorted()).toEqual(['default', 'side']);
  });

  test('is refused a name or an instant that is none, and stays as it is', async () => {
    await using bank = await frozen();
    for (const name of ['__proto__', '-a', 'a%20b', 'a'.repeat(61)]) {
      expect([name, (await admin(bank, 'PUT', `/clocks/${name}`, { frozen: true })).status]).toEqual([name, 400]);
    }
    for (const now of [
      '',
      'tomorrow',
      '2026-02-30T00:00:00Z',
      '2026-03-02',
      '2026-03-02T12:00:00',
      '12026-01-01T00:00:00Z',
    ]) {
      const { status, body } = await admin(bank, 'PUT', '/clocks/default', { now });
      expect([now, status, body['field']]).toEqual([now, 400, 'now']);
    }
    expect(await clock(bank)).toEqual({ name: 'default', now: NOW, frozen: true });
  });
});

describe('advancing', () => {
  /** A customer whose account is blocked in ten minutes and back in two hours, and whose list takes one minute. */
  async function eventful() {
    const bank = await frozen();
    await bank.customers.create({ cpf: CPF });
    await bank.resources.create(CPF, {
      type: 'ACCOUNT',
      resourceId: 'acc',
      contractedAt: '-P1Y',
      timeline: [
        { at: 'PT10M', to: 'TEMPORARILY_UNAVAILABLE' },
        { at: 'PT2H', to: 'AVAILABLE' },
      ],
    });
    const { consentId } = await bank.consents.create({
      customerId: CPF,
      permissions: 'all',
      preparation: { readyAfter: 'PT1M' },
    });
    return { bank, consentId, [Symbol.asyncDispose]: () => bank.close() };
  }

  test('says what came due in between, in order, each with its rule', async () => {
    await using world = await eventful();
    const answer = await advance(world.bank, { by: 'PT3H' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      before: NOW,
      after: '2026-03-02T15:00:00Z',
      fired: [
        { at: '2026-03-02T12:01:00Z', entity: `consent:${world.consentId}`, event: 'list ready', rule: 'RES-050' },
        {
          at: '2026-03-02T12:10:00Z',
          entity: 'resource:acc',
          event: 'AVAILABLE → TEMPORARILY_UNAVAILABLE',
          rule: expect.stringMatching(/^RES-/),
        },
        {
          at: '2026-03-02T14:00:00Z',
          entity: 'resource:acc',
          event: 'TEMPORARILY_UNAVAILABLE → AVAILABLE',
          rule: expect.stringMatching(/^RES-/),
        },
      ],
    });
  });

  test('counts what is due at the end, and not what was due at the start', async () => {
    await using world = await eventful();
    const { clock } = world.bank;
    expect((await clock.advance({ to: '2026-03-02T12:10:00Z' })).fired).toHaveLength(2);
    expect((await clock.advance('PT0S')).fired).toEqual([]);
    expect((await clock.advance({ to: '2026-03-02T14:00:00Z' })).fired).toHaveLength(1);
  });

  test('to the next event stops at each, until there is none', async () => {
    await using world = await eventful();
    const { clock } = world.bank;
    const stops = ['2026-03-02T12:01:00Z', '2026-03-02T12:10:00Z', '2026-03-02T14:00:00Z'];
    for (const stop of stops) expect((await clock.advance({ toNextEvent: true })).after).toBe(stop);
    await expect(clock.advance({ toNextEvent: true })).rejects.toMatchObject({ kind: 'conflict' });
    expect(await clock.now()).toBe(stops[2]);
  });

  test('is settled before it is answered', async () => {
    await using world = await eventful();
    await world.bank.clock.advance('PT10M');
    const { access_token: token } = await world.bank.token({ consentId: world.consentId });
    const { body } = await list({ bank: world.bank, token });
    expect(body.data).toEqual([{ resourceId: 'acc', type: 'ACCOUNT', status: 'TEMPORARILY_UNAVAILABLE' }]);
  });

  test('follows the calendar of São Paulo for months and years', async () => {
    await using bank = await startTransmissora({ now: '2026-01-31T02:59:59Z' });
    expect((await bank.clock.advance('P1M')).after).toBe('2026-03-01T02:59:59Z');
  });

  test('backwards, or by what is no duration or instant, is refused with 400 and moves nothing', async () => {
    await using bank = await frozen();
    const refused = [
      {},
      { by: '-PT1M' },
      { by: '' },
      { by: '5m' },
      { by: 'PT' },
      { by: 'P9999999Y' },
      { by: 'P8000Y' },
      { by: 5 },
      { to: '2026-03-02T11:59:59Z' },
      { to: 'PT5M' },
      { to: '9999-99-99T00:00:00Z' },
      { toNextEvent: false },
      { by: 'PT1M', to: '2026-03-02T12:01:00Z' },
      { by: 'PT1M', toNextEvent: true },
      { by: 'PT1M', more: 1 },
      [],
    ];
    for (const body of refused) {
      const { status, body: problem } = await advance(bank, body);
      expect([body, status, typeof problem['detail']]).toEqual([body, 400, 'string']);
    }
    expect((await clock(bank))['now']).toBe(NOW);
  });
});

describe('a named clock', () => {
  test('is made with the customer who follows it, showing what default shows', async () => {
    await using bank = await frozen();
    await bank.customers.create({ cpf: CPF, clock: 'side' });
    expect(await bank.clockNamed('side').set({})).toEqual({ name: 'side', now: NOW, frozen: true });
  });

  test('moves its customers alone', async () => {
    await using bank = await frozen();
    for (const [cpf, name] of [
      [CPF, 'one'],
      [OTHER_CPF, 'two'],
    ] as const) {
      await bank.customers.create({ cpf, clock: name });
      await bank.resources.create(cpf, {
        type: 'LOAN',
        resourceId: `loan-${name}`,
        timeline: [{ at: 'PT1H', to: 'UNAVAILABLE' }],
      });
    }
    const { fired } = await bank.clockNamed('one').advance('PT2H');
    expect(fired.map(({ entity }) => entity)).toEqual(['resource:loan-one']);
    expect((await bank.resources.get('loan-one')).status).toBe('UNAVAILABLE');
    expect((await bank.resources.get('loan-two')).status).toBe('AVAILABLE');
    expect([await bank.clock.now(), await bank.clockNamed('two').now()]).toEqual([NOW, NOW]);
    const { accessToken: token = '' } = await bank.consents.create({ customerId: OTHER_CPF, permissions: 'all' });
    expect((await list({ bank, token })).body.meta.requestDateTime).toBe(NOW);
  });
});

describe('a snapshot', () => {
  test('brings state and clocks back, and may be restored again', async () => {
    await using bank = await frozen();
    await bank.customers.create({ cpf: CPF, clock: 'side' });
    await bank.resources.create(CPF, { type: 'LOAN', resourceId: 'loan' });
    const taken = await admin(bank, 'POST', '/snapshots');
    expect(taken).toEqual({ status: 201, body: { id: expect.any(String), takenAt: expect.any(String) } });
    for (let round = 0; round < 2; round += 1) {
      await bank.resources.transition('loan', 'UNAVAILABLE');
      await bank.customers.create({ cpf: OTHER_CPF });
      await advance(bank, { by: 'P1D' });
      await advance(bank, { by: 'P2D' }, 'side');
      expect((await admin(bank, 'POST', `/snapshots/${String(taken.body['id'])}/restore`)).status).toBe(204);
      expect([(await clock(bank))['now'], (await clock(bank, 'side'))['now']]).toEqual([NOW, NOW]);
      expect((await admin(bank, 'GET', '/resources/loan')).body['status']).toBe('AVAILABLE');
      expect((await admin(bank, 'GET', `/customers/${OTHER_CPF}`)).status).toBe(404);
    }
    const { body } = await admin(bank, 'GET', '/snapshots');
    expect(body['snapshots']).toEqual([taken.body]);
    expect((await admin(bank, 'POST', '/snapshots/none/restore')).status).toBe(404);
  });

  test('lets a running clock go on from the instant it showed', async () => {
    const wall = wallAt(START);
    await using world = await opened({}, { wall });
    const { bank } = world;
    await bank.clock.set({ now: '2030-01-01T00:00:00Z' });
    wall.pass(5_000);
    const id = await bank.snapshot();
    wall.pass(3_600_000);
    await bank.restore(id);
    expect(await bank.clock.now()).toBe('2030-01-01T00:00:05Z');
    wall.pass(1_000);
    expect(await bank.clock.now()).toBe('2030-01-01T00:00:06Z');
  });

  test('of a list already answered lets it be prepared again', async () => {
    await using bank = await frozen();
    await bank.customers.create({ cpf: CPF });
    const consent = { customerId: CPF, permissions: 'all' as const, preparation: { readyAfter: 'PT1M' } };
    const { accessToken: token = '' } = await bank.consents.create(consent);
    const id = await bank.snapshot();
    await bank.clock.advance('PT1M');
    expect((await list({ bank, token })).status).toBe(200);
    await bank.restore(id);
    expect((await list({ bank, token })).status).toBe(202);
  });
});

describe('a reset', () => {
  test('goes back to what the start loaded: world, clock and an empty journal', async () => {
    const scenario = { name: 'start', about: 'One customer.', customers: { ana: { cpf: CPF } } };
    await using bank = await startTransmissora({
      logLevel: 'silent',
      scenario: { ...scenario, clock: { now: NOW, frozen: true } },
    });
    await bank.resources.create(CPF, { type: 'LOAN', resourceId: 'loan' });
    await bank.customers.create({ cpf: OTHER_CPF });
    await bank.clock.advance('P1Y');
    await list({ bank, token: 'none' });
    expect(await admin(bank, 'POST', '/reset')).toEqual({ status: 204, body: {} });
    expect((await clock(bank))['now']).toBe(NOW);
    const { customers } = (await admin(bank, 'GET', '/customers')).body as { customers: { customerId: string }[] };
    expect(customers).toEqual([expect.objectContaining({ customerId: CPF, resources: [] })]);
    expect((await admin(bank, 'GET', '/requests')).body).toEqual({ requests: [], dropped: 0 });
    expect((await admin(bank, 'POST', '/reset')).status).toBe(204);
  });
});
