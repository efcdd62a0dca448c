import { describe, expect, test } from '@jest/globals';
import { startTransmissora } from '../../../src/index.js';
import { RESOURCE_TYPES, type ResourceType } from '../../../src/openfinance/vocabulary.js';
import { ANA, admin, askResources, listOf, NOW, statusesOf } from '../../support/receiver.js';

const CLASS_R: readonly ResourceType[] = ['FUND', 'VARIABLE_INCOME'];
const GROUPED = RESOURCE_TYPES.filter((type) => type !== 'ACCOUNT' && type !== 'CREDIT_CARD_ACCOUNT');

const idOf = (type: ResourceType): string => type.toLowerCase().replaceAll('_', '-');

const allOf = <T>(types: readonly ResourceType[], value: T): Readonly<Record<string, T>> =>
  Object.fromEntries(types.map((type) => [idOf(type), value]));

/** One instant later than the millisecond given. */
const after = (instant: string): string => new Date(Date.parse(instant) + 1).toISOString();

describe('the timeline of a consent of four months', () => {
  /** D, D+1M … D+5M. The consent ends with the day of D+4M. */
  const COLUMNS = ['2026-03-02', '2026-04-02', '2026-05-02', '2026-06-02', '2026-07-02', '2026-08-02'];
  const CONSENT_ENDS = '2026-07-02T23:59:59Z';
  const [A, U, no] = ['AVAILABLE', 'UNAVAILABLE', 'not listed'];

  test.each([
    { closed: '-P13M', moves: 'no time', types: RESOURCE_TYPES, row: [no, no, no, no, no, 401] },
    { closed: '-P11M', moves: 'no time', types: RESOURCE_TYPES, row: [A, A, U, U, U, 401] },
    { closed: '-P11M', moves: 'P3M', types: CLASS_R, row: [A, A, U, A, A, 401] },
    { closed: 'P2M', moves: 'no time', types: RESOURCE_TYPES, row: [A, A, A, A, A, 401] },
  ])('RES-038 closed at D $closed, new movement at $moves', async ({ closed, moves, types, row }) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const type of types) {
      const timeline = moves === 'no time' ? [] : [{ at: moves, to: 'AVAILABLE' as const }];
      await bank.resources.create(customerId, { type, resourceId: idOf(type), closedAt: closed, timeline });
    }
    const wanted = { customerId, permissions: 'all', expirationDateTime: CONSENT_ENDS } as const;
    const consent = await bank.consents.create(wanted);
    for (const [index, day] of COLUMNS.entries()) {
      await bank.clock.advance({ to: `${day}T12:00:00Z` });
      const { status, body } = await askResources(bank, consent);
      const listed = Object.fromEntries(body.data?.map((item) => [item.resourceId, item.status]) ?? []);
      const seen = types.map((type) => (status === 200 ? (listed[idOf(type)] ?? no) : status));
      expect([day, seen]).toEqual([day, types.map(() => row[index])]);
    }
  });
});

describe('twelve months', () => {
  test.each([
    ['365 days', '2025-03-10T15:00:00Z', '2026-03-10T15:00:00Z'],
    ['366 days, with a leap day between', '2023-03-01T15:00:00Z', '2024-03-01T15:00:00Z'],
    ['to the last of February, from a leap day', '2024-02-29T15:00:00Z', '2025-02-28T15:00:00Z'],
    ['civil time of São Paulo, where it is still the day before', '2023-03-01T01:00:00Z', '2024-02-29T01:00:00Z'],
  ])('RES-039 are a civil year: %s', async (_what, closedAt, end) => {
    await using bank = await startTransmissora({ now: closedAt });
    const { customerId } = await bank.customers.create(ANA);
    for (const type of RESOURCE_TYPES) {
      await bank.resources.create(customerId, { type, resourceId: idOf(type), closedAt });
    }
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance({ to: end });
    expect(await statusesOf(bank, consent)).toEqual(allOf(RESOURCE_TYPES, 'AVAILABLE'));
    await bank.clock.advance({ to: after(end) });
    expect(await statusesOf(bank, consent)).toEqual(allOf(RESOURCE_TYPES, 'UNAVAILABLE'));
  });

  test('RES-039 count to the start of the consent for what may be shared, the last instant included', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'in', closedAt: '2025-03-02T12:00:00Z' });
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'out', closedAt: '2025-03-02T11:59:59.999Z' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    expect(await statusesOf(bank, consent)).toEqual({ in: 'AVAILABLE' });
    await bank.clock.advance('PT0.001S');
    expect(await statusesOf(bank, consent)).toEqual({ in: 'UNAVAILABLE' });
  });

  test('RES-038 end what a consent already shared, and keep it out of one that begins later', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'loan', closedAt: '-P11M' });
    const earlier = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance('P2M');
    const later = await bank.consents.create({ customerId, permissions: 'all' });
    expect(await statusesOf(bank, earlier)).toEqual({ loan: 'UNAVAILABLE' });
    expect(await statusesOf(bank, later)).toEqual({});
  });
});

describe('closing', () => {
  test('RES-043 leaves a product AVAILABLE for twelve months, then ends it, whatever its type', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const type of RESOURCE_TYPES) await bank.resources.create(customerId, { type, resourceId: idOf(type) });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance('P1M');
    for (const type of RESOURCE_TYPES) {
      const { status, body } = await admin(bank, 'POST', `/resources/${idOf(type)}/close`, {});
      expect([status, body]).toMatchObject([200, { type, status: 'AVAILABLE', closedAt: '2026-04-02T12:00:00Z' }]);
    }
    await bank.clock.advance({ to: '2027-04-02T12:00:00Z' });
    expect(await statusesOf(bank, consent)).toEqual(allOf(RESOURCE_TYPES, 'AVAILABLE'));
    await bank.clock.advance({ to: '2027-04-02T12:00:00.001Z' });
    expect(await statusesOf(bank, consent)).toEqual(allOf(RESOURCE_TYPES, 'UNAVAILABLE'));
  });

  test('RES-041 a settled exchange stays AVAILABLE for twelve months', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'EXCHANGE', resourceId: 'open' });
    await bank.resources.create(customerId, { type: 'EXCHANGE', resourceId: 'settled', closedAt: '-P12M' });
    await bank.resources.create(customerId, { type: 'EXCHANGE', resourceId: 'long-settled', closedAt: '-P12M1D' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    expect(await statusesOf(bank, consent)).toEqual({ open: 'AVAILABLE', settled: 'AVAILABLE' });
  });

  test('RES-038 happens once: a second closing is refused and changes nothing', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'loan', closedAt: '-P1M' });
    const before = await bank.resources.get('loan');
    expect((await admin(bank, 'POST', '/resources/loan/close', {})).status).toBe(409);
    expect(await bank.resources.get('loan')).toEqual(before);
  });

  test('RES-038 is refused when a move scheduled after the twelve months could no longer follow', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'loan' });
    await bank.resources.transition('loan', 'TEMPORARILY_UNAVAILABLE', { at: 'P13M' });
    const before = await bank.resources.get('loan');
    const { status, body } = await admin(bank, 'POST', '/resources/loan/close', {});
    expect(status).toBe(409);
    expect(body).toMatchObject({ from: 'UNAVAILABLE', to: 'TEMPORARILY_UNAVAILABLE', at: '2027-04-02T12:00:00Z' });
    expect(await bank.resources.get('loan')).toEqual(before);
  });

  test('RES-033 with loss of access ends the resource at once', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'ACCOUNT', resourceId: 'account' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.resources.transition('account', 'UNAVAILABLE');
    expect(await statusesOf(bank, consent)).toEqual({ account: 'UNAVAILABLE' });
    await bank.resources.close('account');
    expect(await statusesOf(bank, consent)).toEqual({ account: 'UNAVAILABLE' });
  });
});

describe('new movement', () => {
  test.each(CLASS_R)('RES-036 brings a %s back from UNAVAILABLE with the same id', async (type) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type, resourceId: 'held', closedAt: '-P11M' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance('P2M');
    expect(await statusesOf(bank, consent)).toEqual({ held: 'UNAVAILABLE' });
    expect((await admin(bank, 'POST', '/resources/held/transitions', { to: 'AVAILABLE' })).status).toBe(200);
    expect(await statusesOf(bank, consent)).toEqual({ held: 'AVAILABLE' });
  });

  test('RES-036 brings no other type back', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const others = RESOURCE_TYPES.filter((type) => !CLASS_R.includes(type));
    for (const type of others) {
      await bank.resources.create(customerId, { type, resourceId: idOf(type), closedAt: '-P11M' });
    }
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance('P2M');
    for (const type of others) {
      const { status } = await admin(bank, 'POST', `/resources/${idOf(type)}/transitions`, { to: 'AVAILABLE' });
      expect([type, status]).toEqual([type, 409]);
    }
    expect(await statusesOf(bank, consent)).toEqual(allOf(others, 'UNAVAILABLE'));
  });

  test('RES-036 makes one that was closed too long ago to be shared appear', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'FUND', resourceId: 'fund', closedAt: '-P13M' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance('P1M');
    expect(await statusesOf(bank, consent)).toEqual({});
    await bank.resources.transition('fund', 'AVAILABLE');
    expect(await statusesOf(bank, consent)).toEqual({ fund: 'AVAILABLE' });
  });
});

describe('purging', () => {
  test('RES-037 comes after more than three months UNAVAILABLE, for every type', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const type of RESOURCE_TYPES) await bank.resources.create(customerId, { type, resourceId: idOf(type) });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    for (const type of RESOURCE_TYPES) await bank.resources.transition(idOf(type), 'UNAVAILABLE');
    await bank.clock.advance({ to: '2026-06-02T12:00:00Z' });
    expect(await statusesOf(bank, consent)).toEqual(allOf(RESOURCE_TYPES, 'UNAVAILABLE'));
    await bank.clock.advance({ to: '2026-06-02T12:00:00.001Z' });
    expect(await statusesOf(bank, consent)).toEqual({});
  });

  test('RES-037 counts calendar months: from 30 November to 28 February', async () => {
    await using bank = await startTransmissora({ now: '2026-11-30T12:00:00Z' });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'loan', status: 'UNAVAILABLE' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance({ to: '2027-02-28T12:00:00Z' });
    expect(await statusesOf(bank, consent)).toEqual({ loan: 'UNAVAILABLE' });
    await bank.clock.advance({ to: '2027-02-28T12:00:00.001Z' });
    expect(await statusesOf(bank, consent)).toEqual({});
  });

  test('RES-037 waits as long as the transmitter retains', async () => {
    await using bank = await startTransmissora({ now: NOW, retention: 'P6M' });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'loan', status: 'UNAVAILABLE' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance('P6M');
    expect(await statusesOf(bank, consent)).toEqual({ loan: 'UNAVAILABLE' });
    await bank.clock.advance('PT1S');
    expect(await statusesOf(bank, consent)).toEqual({});
  });

  test.each(CLASS_R)('RES-036 a purged %s that moves again reappears with its id', async (type) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type, resourceId: 'held' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.resources.transition('held', 'UNAVAILABLE');
    await bank.clock.advance('P4M');
    expect(await statusesOf(bank, consent)).toEqual({});
    await bank.resources.transition('held', 'AVAILABLE');
    expect(await statusesOf(bank, consent)).toEqual({ held: 'AVAILABLE' });
    await bank.resources.transition('held', 'UNAVAILABLE');
    await bank.clock.advance('P3M');
    expect(await statusesOf(bank, consent)).toEqual({ held: 'UNAVAILABLE' });
  });
});

describe('what is never shared', () => {
  /** By type, the rule that lets an institution keep a holding to itself. */
  const UNSHARED: Readonly<Record<ResourceType, string>> = {
    ACCOUNT: 'RES-031',
    CREDIT_CARD_ACCOUNT: 'RES-042',
    LOAN: 'RES-040',
    FINANCING: 'RES-040',
    UNARRANGED_ACCOUNT_OVERDRAFT: 'RES-040',
    INVOICE_FINANCING: 'RES-040',
    BANK_FIXED_INCOME: 'RES-024',
    CREDIT_FIXED_INCOME: 'RES-024',
    VARIABLE_INCOME: 'RES-024',
    TREASURE_TITLE: 'RES-024',
    FUND: 'RES-024',
    EXCHANGE: 'RES-041',
  };

  test('RES-040, RES-041, RES-042 stays out: a ported contract, an annulled exchange, a dormant card', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const type of RESOURCE_TYPES) {
      await bank.resources.create(customerId, { type, resourceId: idOf(type), shareable: false });
      await bank.resources.create(customerId, { type, resourceId: `shared-${idOf(type)}` });
    }
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    expect(Object.keys(await statusesOf(bank, consent))).toEqual(RESOURCE_TYPES.map((type) => `shared-${idOf(type)}`));
    const { resources } = await bank.consents.explain(consent.consentId);
    const dropped = resources.filter(({ listed }) => !listed).map(({ type, rule }) => [type, rule]);
    expect(Object.fromEntries(dropped)).toEqual(UNSHARED);
  });

  test.each(['ACCOUNT', 'CREDIT_CARD_ACCOUNT'] as const)('RES-042 cannot be ticked either: %s', async (type) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type, resourceId: 'private', shareable: false });
    const ask = (resourceIds: readonly string[]) =>
      admin(bank, 'POST', '/consents', { customerId, permissions: 'all', selection: { resourceIds } });
    expect((await ask(['private'])).status).toBe(422);
    expect((await ask([])).status).toBe(201);
  });

  test('RES-040 a contract that is ported ends where it was shared', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const type of GROUPED) await bank.resources.create(customerId, { type, resourceId: idOf(type) });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.resources.transition('loan', 'UNAVAILABLE');
    expect(await listOf(bank, consent)).toContainEqual({ resourceId: 'loan', type: 'LOAN', status: 'UNAVAILABLE' });
  });
});
