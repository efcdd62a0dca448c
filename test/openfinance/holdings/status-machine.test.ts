import { describe, expect, test } from '@jest/globals';
import { getSimplePaths } from 'xstate/graph';
import { step } from '../../../src/core/machine.js';
import { startTransmissora } from '../../../src/index.js';
import { type Holding, lifeOf } from '../../../src/openfinance/holdings/holding.js';
import { mayMove, nextStatuses, statusMachine } from '../../../src/openfinance/holdings/status-machine.js';
import { RESOURCE_TYPES, type ResourceType, STATUSES, type Status } from '../../../src/openfinance/vocabulary.js';
import { ANA, admin, listOf, NOW, statusesOf } from '../../support/receiver.js';

/** The official transitions, in the order of the official enumeration. Class R: the two types that may return. */
const ALLOWED: Readonly<Record<Status, readonly Status[]>> = {
  PENDING_AUTHORISATION: ['AVAILABLE', 'UNAVAILABLE', 'TEMPORARILY_UNAVAILABLE'],
  AVAILABLE: ['UNAVAILABLE', 'TEMPORARILY_UNAVAILABLE'],
  TEMPORARILY_UNAVAILABLE: ['AVAILABLE', 'UNAVAILABLE'],
  UNAVAILABLE: [],
};
const CLASS_R: readonly ResourceType[] = ['FUND', 'VARIABLE_INCOME'];
const CLASS_N = RESOURCE_TYPES.filter((type) => !CLASS_R.includes(type));

const allowedFrom = (type: ResourceType, from: Status): readonly Status[] =>
  from === 'UNAVAILABLE' && CLASS_R.includes(type) ? ['AVAILABLE'] : ALLOWED[from];

const MATRIX = STATUSES.flatMap((from) => STATUSES.map((to) => ({ from, to })));

const idOf = (...words: readonly string[]): string => words.join('-').toLowerCase().replaceAll('_', '-');

describe('the transition matrix over HTTP', () => {
  test.each([
    ['RES-035', 'every other type', CLASS_N],
    ['RES-036', 'FUND and VARIABLE_INCOME', CLASS_R],
  ])('%s holds for %s, and a forbidden move changes nothing', async (_rule, _which, types) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const all = types.flatMap((type) => MATRIX.map((move) => ({ ...move, type, id: idOf(type, move.from, move.to) })));
    for (const { id, type, from } of all) {
      await bank.resources.create(customerId, { type, resourceId: id, status: from });
    }
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    const expected: Record<string, Status> = {};
    for (const { id, type, from, to } of all) {
      const { status, body } = await admin(bank, 'POST', `/resources/${id}/transitions`, { to });
      const allowed = allowedFrom(type, from);
      if (from === to || allowed.includes(to)) {
        expect([status, body]).toMatchObject([200, { resourceId: id, type, status: to }]);
        expected[id] = to;
      } else {
        expect([status, body]).toMatchObject([409, { from, to, allowed, rule: forbiddenBy(from, to) }]);
        expected[id] = from;
      }
    }
    expect(await statusesOf(bank, consent)).toEqual(expected);
  });

  const forbiddenBy = (from: Status, to: Status): string => {
    if (to === 'PENDING_AUTHORISATION') return 'RES-034';
    return from === 'UNAVAILABLE' ? 'RES-033' : 'RES-035';
  };

  test('RES-034 PENDING_AUTHORISATION is never offered as the next status', () => {
    for (const type of RESOURCE_TYPES) {
      for (const from of STATUSES) expect(nextStatuses(type, from)).not.toContain('PENDING_AUTHORISATION');
    }
  });

  test('RES-032 a blocked resource may return, as often as it is blocked', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'ACCOUNT', resourceId: 'account' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    for (const to of ['TEMPORARILY_UNAVAILABLE', 'AVAILABLE', 'TEMPORARILY_UNAVAILABLE', 'AVAILABLE'] as const) {
      await bank.clock.advance('PT1H');
      await bank.resources.transition('account', to);
      expect(await statusesOf(bank, consent)).toEqual({ account: to });
    }
  });

  test('RES-007 a status is the same in every consent when it comes from the product', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'ACCOUNT', resourceId: 'account' });
    const consents = [
      await bank.consents.create({ customerId, permissions: 'all' }),
      await bank.consents.create({ customerId, permissions: 'all' }),
    ];
    await bank.resources.transition('account', 'TEMPORARILY_UNAVAILABLE');
    for (const consent of consents) {
      expect(await statusesOf(bank, consent)).toEqual({ account: 'TEMPORARILY_UNAVAILABLE' });
    }
  });

  test('RES-008 a status does not depend on the other resources', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const status of STATUSES) {
      await bank.resources.create(customerId, { type: 'LOAN', resourceId: idOf(status), status });
    }
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.resources.transition('temporarily-unavailable', 'AVAILABLE');
    expect(await statusesOf(bank, consent)).toEqual({
      available: 'AVAILABLE',
      unavailable: 'UNAVAILABLE',
      'temporarily-unavailable': 'AVAILABLE',
      'pending-authorisation': 'PENDING_AUTHORISATION',
    });
  });
});

describe('a scheduled move', () => {
  const arrange = async () => {
    const bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'ACCOUNT', resourceId: 'account' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    const move = (to: Status, at?: string) =>
      admin(bank, 'POST', '/resources/account/transitions', { to, ...(at !== undefined && { at }) });
    return { bank, customerId, consent, move, [Symbol.asyncDispose]: () => bank.close() };
  };

  test('RES-035 takes effect at its instant, not before', async () => {
    await using world = await arrange();
    const { bank, consent, move } = world;
    expect((await move('TEMPORARILY_UNAVAILABLE', 'P1D')).status).toBe(200);
    await bank.clock.advance({ to: '2026-03-03T11:59:59.999Z' });
    expect(await statusesOf(bank, consent)).toEqual({ account: 'AVAILABLE' });
    await bank.clock.advance({ to: '2026-03-03T12:00:00Z' });
    expect(await statusesOf(bank, consent)).toEqual({ account: 'TEMPORARILY_UNAVAILABLE' });
  });

  test('RES-033 is refused where an earlier scheduled move already ended the resource', async () => {
    await using world = await arrange();
    const { bank, move } = world;
    await move('UNAVAILABLE', 'P1D');
    const before = await bank.resources.get('account');
    const { status, body } = await move('TEMPORARILY_UNAVAILABLE', 'P2D');
    expect(status).toBe(409);
    expect(body).toMatchObject({
      from: 'UNAVAILABLE',
      to: 'TEMPORARILY_UNAVAILABLE',
      allowed: [],
      rule: 'RES-033',
      at: '2026-03-04T12:00:00Z',
    });
    expect(await bank.resources.get('account')).toEqual(before);
  });

  test('RES-035 is refused when it makes a later one illegal, and the answer names that one', async () => {
    await using world = await arrange();
    const { bank, move } = world;
    await move('TEMPORARILY_UNAVAILABLE', 'P2D');
    const before = await bank.resources.get('account');
    const { status, body } = await move('UNAVAILABLE', 'P1D');
    expect(status).toBe(409);
    expect(body).toMatchObject({
      from: 'UNAVAILABLE',
      to: 'TEMPORARILY_UNAVAILABLE',
      at: '2026-03-04T12:00:00Z',
      rule: 'RES-033',
    });
    expect(await bank.resources.get('account')).toEqual(before);
  });

  test('RES-035 that is illegal in a timeline refuses the whole resource', async () => {
    await using world = await arrange();
    const { bank, customerId } = world;
    const timeline = [
      { at: 'P1D', to: 'UNAVAILABLE' },
      { at: 'P2D', to: 'AVAILABLE' },
    ];
    const wanted = { type: 'LOAN', resourceId: 'loan', timeline };
    const { status, body } = await admin(bank, 'POST', `/customers/${customerId}/resources`, wanted);
    expect(status).toBe(409);
    expect(body).toMatchObject({ from: 'UNAVAILABLE', to: 'AVAILABLE', rule: 'RES-033', at: '2026-03-04T12:00:00Z' });
    expect((await admin(bank, 'GET', '/resources/loan')).status).toBe(404);
  });

  test('RES-009 cannot come before the product is contracted', async () => {
    await using world = await arrange();
    const { bank, customerId, consent } = world;
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'loan', contractedAt: 'P5D' });
    expect((await admin(bank, 'POST', '/resources/loan/transitions', { to: 'UNAVAILABLE', at: 'P4D' })).status).toBe(
      409,
    );
    const timeline = [{ at: 'P4D', to: 'UNAVAILABLE' }];
    const early = { type: 'LOAN', resourceId: 'early', contractedAt: 'P5D', timeline };
    expect((await admin(bank, 'POST', `/customers/${customerId}/resources`, early)).status).toBe(409);
    await bank.clock.advance('P5D');
    expect(await listOf(bank, consent)).toContainEqual({ resourceId: 'loan', type: 'LOAN', status: 'AVAILABLE' });
  });
});

describe('the machine', () => {
  test.each(RESOURCE_TYPES)('RES-035 its table for %s says what the machine says when asked directly', (type) => {
    for (const { from, to } of MATRIX) {
      expect([from, to, mayMove(type, from, to)]).toEqual([from, to, allowedFrom(type, from).includes(to)]);
      expect([from, to, step(statusMachine, from, { type }, to)]).toEqual([
        from,
        to,
        allowedFrom(type, from).includes(to) ? to : undefined,
      ]);
    }
    for (const from of STATUSES) expect(nextStatuses(type, from)).toEqual(allowedFrom(type, from));
  });

  test.each(RESOURCE_TYPES)(
    'RES-030 every simple path of %s from any first status is what its facts replay to',
    (type) => {
      for (const first of STATUSES) {
        const paths = getSimplePaths(statusMachine, {
          fromState: statusMachine.resolveState({ value: first, context: { type } }),
          events: STATUSES.map((status) => ({ type: status })),
        });
        expect(paths.length).toBeGreaterThan(0);
        for (const { steps } of paths) {
          const route = steps.map(({ state }) => state.value);
          expect(lifeOf(holdingOn(type, route)).map(({ status }) => status)).toEqual(route);
        }
      }
    },
  );
});

/** A holding that takes these statuses, one a day. */
function holdingOn(type: ResourceType, [initial = 'AVAILABLE', ...route]: readonly Status[]): Holding {
  const day = 24 * 60 * 60 * 1000;
  const facts = route.map((to, index) => ({ at: (index + 1) * day, to, cause: 'test' }));
  return { resourceId: 'any', customerId: ANA.cpf, type, contractedAt: 0, initial, facts, shareable: true };
}
