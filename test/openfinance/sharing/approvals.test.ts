import { describe, expect, test } from '@jest/globals';
import { type BankOptions, startTransmissora } from '../../../src/index.js';
import type { NewHolding } from '../../../src/openfinance/holdings/arrange.js';
import { STATUSES, type Status } from '../../../src/openfinance/vocabulary.js';
import { askResources, NOW, PADARIA, statusesOf, thrownBy } from '../../support/receiver.js';

const JOINT = { type: 'ACCOUNT', resourceId: 'joint', status: 'PENDING_AUTHORISATION' } as const;
const OWN = { type: 'ACCOUNT', resourceId: 'own' } as const;
const DECISIONS = STATUSES.filter((status) => status !== 'PENDING_AUTHORISATION');

/** Fifteen days after {@link NOW}. */
const LAPSE = '2026-03-17T12:00:00Z';
const JUST_BEFORE = '2026-03-17T11:59:59.999Z';

/** A company, what it holds, and one consent to all of it. */
async function company(holdings: readonly NewHolding[], options: BankOptions = {}) {
  const bank = await startTransmissora({ now: NOW, ...options });
  const { customerId } = await bank.customers.create(PADARIA);
  for (const holding of holdings) await bank.resources.create(customerId, holding);
  const consent = await bank.consents.create({ customerId, permissions: 'all' });
  /** What the approvers of `joint` say in this consent. */
  const decide = (to: Status, at?: string) =>
    bank.resources.transition('joint', to, { consentId: consent.consentId, ...(at !== undefined && { at }) });
  return { bank, customerId, consent, decide, [Symbol.asyncDispose]: () => bank.close() };
}

describe('waiting for approvers', () => {
  test('RES-008 leaves the other resources of the consent usable', async () => {
    await using world = await company([JOINT, OWN]);
    expect(await statusesOf(world.bank, world.consent)).toEqual({ joint: 'PENDING_AUTHORISATION', own: 'AVAILABLE' });
    expect((await world.bank.consents.get(world.consent.consentId)).status).toBe('AUTHORISED');
  });

  test.each(DECISIONS)('RES-007 ends in one consent alone when its approvers decide on %s', async (to) => {
    await using world = await company([JOINT, OWN]);
    const { bank, customerId, consent, decide } = world;
    const other = await bank.consents.create({ customerId, permissions: 'all' });
    expect(await decide(to)).toMatchObject({ resourceId: 'joint', status: to });
    expect(await statusesOf(bank, consent)).toEqual({ joint: to, own: 'AVAILABLE' });
    expect(await statusesOf(bank, other)).toEqual({ joint: 'PENDING_AUTHORISATION', own: 'AVAILABLE' });
  });

  test('RES-034 ends in every consent when the product itself moves', async () => {
    await using world = await company([JOINT, OWN]);
    const { bank, customerId, consent } = world;
    const other = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.resources.transition('joint', 'AVAILABLE');
    for (const each of [consent, other]) {
      expect(await statusesOf(bank, each)).toEqual({ joint: 'AVAILABLE', own: 'AVAILABLE' });
    }
  });

  test('RES-034 does not come back: an approved account that is blocked returns as AVAILABLE', async () => {
    await using world = await company([JOINT]);
    const { bank, consent, decide } = world;
    await decide('AVAILABLE');
    await bank.clock.advance('P1D');
    await bank.resources.transition('joint', 'TEMPORARILY_UNAVAILABLE');
    expect(await statusesOf(bank, consent)).toEqual({ joint: 'TEMPORARILY_UNAVAILABLE' });
    await bank.clock.advance('P1D');
    await bank.resources.transition('joint', 'AVAILABLE');
    expect(await statusesOf(bank, consent)).toEqual({ joint: 'AVAILABLE' });
    expect((await bank.resources.get('joint')).history.map(({ status }) => status)).toEqual([
      'PENDING_AUTHORISATION',
      'TEMPORARILY_UNAVAILABLE',
      'AVAILABLE',
    ]);
  });

  test('RES-033 a refusal is final, also for types that may return', async () => {
    const fund = { type: 'FUND', resourceId: 'joint', status: 'PENDING_AUTHORISATION' } as const;
    await using world = await company([fund, OWN]);
    const { bank, consent, decide } = world;
    await decide('UNAVAILABLE');
    const refusal = await thrownBy(decide('AVAILABLE'));
    expect(refusal).toMatchObject({ kind: 'conflict', facts: { from: 'UNAVAILABLE', to: 'AVAILABLE' } });
    expect(await statusesOf(bank, consent)).toEqual({ own: 'AVAILABLE', joint: 'UNAVAILABLE' });
  });

  test('RES-033 a refusal stands, whatever becomes of the product afterwards', async () => {
    await using world = await company([JOINT, OWN]);
    const { bank, customerId, consent, decide } = world;
    const other = await bank.consents.create({ customerId, permissions: 'all' });
    await decide('UNAVAILABLE');
    await bank.clock.advance('P1D');
    await bank.resources.transition('joint', 'AVAILABLE');
    expect(await statusesOf(bank, consent)).toMatchObject({ joint: 'UNAVAILABLE' });
    expect(await statusesOf(bank, other)).toMatchObject({ joint: 'AVAILABLE' });
  });

  test('RES-035 a decision may be scheduled, and takes effect at its instant', async () => {
    await using world = await company([JOINT]);
    const { bank, consent, decide } = world;
    await decide('AVAILABLE', 'P2D');
    await bank.clock.advance({ to: '2026-03-04T11:59:59.999Z' });
    expect(await statusesOf(bank, consent)).toEqual({ joint: 'PENDING_AUTHORISATION' });
    await bank.clock.advance({ to: '2026-03-04T12:00:00Z' });
    expect(await statusesOf(bank, consent)).toEqual({ joint: 'AVAILABLE' });
  });

  test('RES-034 ends once: while a decision is scheduled, no other is taken', async () => {
    await using world = await company([JOINT, OWN]);
    const { bank, consent, decide } = world;
    await decide('AVAILABLE', 'P2D');
    expect(await thrownBy(decide('UNAVAILABLE', 'P1D'))).toMatchObject({ kind: 'conflict' });
    await bank.clock.advance('P3D');
    expect(await statusesOf(bank, consent)).toMatchObject({ joint: 'AVAILABLE' });
  });

  test('RES-034 nothing is decided about a resource that does not wait', async () => {
    await using world = await company([JOINT, OWN]);
    const { bank, consent } = world;
    const refusal = await thrownBy(bank.resources.transition('own', 'UNAVAILABLE', { consentId: consent.consentId }));
    expect(refusal).toMatchObject({ kind: 'conflict', facts: { from: 'AVAILABLE', to: 'UNAVAILABLE', allowed: [] } });
    expect(await statusesOf(bank, consent)).toMatchObject({ own: 'AVAILABLE' });
  });
});

describe('fifteen days', () => {
  test('RES-044 are what the approvers have; then it counts as refused', async () => {
    await using world = await company([JOINT, OWN]);
    const { bank, consent } = world;
    await bank.clock.advance({ to: JUST_BEFORE });
    expect(await statusesOf(bank, consent)).toMatchObject({ joint: 'PENDING_AUTHORISATION' });
    await bank.clock.advance({ to: LAPSE });
    expect(await statusesOf(bank, consent)).toEqual({ joint: 'UNAVAILABLE', own: 'AVAILABLE' });
  });

  test('RES-044 count from the confirmation, not from the creation of the consent', async () => {
    await using world = await company([JOINT, OWN]);
    const { bank, customerId } = world;
    const { consentId } = await bank.consents.create({ customerId, permissions: 'all', authorise: false });
    await bank.clock.advance('PT30M');
    await bank.consents.authorise(consentId);
    const statusAt = async (at: string) =>
      (await bank.consents.resources(consentId, at)).resources.find(({ resourceId }) => resourceId === 'joint')?.status;
    expect(await statusAt('2026-03-17T12:29:59.999Z')).toBe('PENDING_AUTHORISATION');
    expect(await statusAt('2026-03-17T12:30:00Z')).toBe('UNAVAILABLE');
  });

  test('RES-044 do not touch an approval given in time', async () => {
    await using world = await company([JOINT]);
    const { bank, consent, decide } = world;
    await bank.clock.advance({ to: JUST_BEFORE });
    await decide('AVAILABLE');
    await bank.clock.advance('P1M');
    expect(await statusesOf(bank, consent)).toEqual({ joint: 'AVAILABLE' });
  });

  test('RES-044 passed, no approval is taken, now or in advance', async () => {
    await using world = await company([JOINT, OWN]);
    const { bank, consent, decide } = world;
    expect(await thrownBy(decide('AVAILABLE', LAPSE))).toMatchObject({ kind: 'conflict' });
    await bank.clock.advance({ to: LAPSE });
    expect(await thrownBy(decide('AVAILABLE'))).toMatchObject({ kind: 'conflict' });
    expect(await statusesOf(bank, consent)).toEqual({ joint: 'UNAVAILABLE', own: 'AVAILABLE' });
  });

  test('RES-044 begin anew with a product contracted during the consent', async () => {
    await using world = await company([OWN]);
    const { bank, customerId, consent } = world;
    await bank.clock.advance('P20D');
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'loan', status: 'PENDING_AUTHORISATION' });
    expect(await statusesOf(bank, consent)).toEqual({ own: 'AVAILABLE', loan: 'PENDING_AUTHORISATION' });
    await bank.clock.advance({ to: '2026-04-06T11:59:59.999Z' });
    expect(await statusesOf(bank, consent)).toMatchObject({ loan: 'PENDING_AUTHORISATION' });
    await bank.clock.advance({ to: '2026-04-06T12:00:00Z' });
    expect(await statusesOf(bank, consent)).toMatchObject({ loan: 'UNAVAILABLE' });
  });
});

describe('a consent that hangs on its approvals', () => {
  const REJECTION = {
    status: 'REJECTED',
    statusUpdateDateTime: LAPSE,
    rejection: { rejectedBy: 'ASPSP', reason: { code: 'CONSENT_EXPIRED' } },
  };

  test('RES-045 is rejected when all of them lapse', async () => {
    await using world = await company([JOINT, { ...JOINT, type: 'LOAN', resourceId: 'joint-loan' }]);
    const { bank, consent } = world;
    await bank.clock.advance({ to: JUST_BEFORE });
    expect((await askResources(bank, consent)).status).toBe(200);
    await bank.clock.advance({ to: LAPSE });
    expect((await askResources(bank, consent)).status).toBe(401);
    expect(await bank.consents.get(consent.consentId)).toMatchObject(REJECTION);
  });

  test('RES-045 is rejected when some were refused and the last lapses', async () => {
    await using world = await company([JOINT, { ...JOINT, type: 'LOAN', resourceId: 'joint-loan' }]);
    const { bank, consent, decide } = world;
    await decide('UNAVAILABLE');
    await bank.clock.advance({ to: LAPSE });
    expect(await bank.consents.get(consent.consentId)).toMatchObject(REJECTION);
  });

  test('RES-045 keeps its status when the transmitter only ends the resources', async () => {
    await using world = await company([JOINT], { approvalTimeout: 'resource' });
    const { bank, consent } = world;
    await bank.clock.advance({ to: LAPSE });
    expect(await statusesOf(bank, consent)).toEqual({ joint: 'UNAVAILABLE' });
    expect((await bank.consents.get(consent.consentId)).status).toBe('AUTHORISED');
  });

  test.each(['AVAILABLE', 'TEMPORARILY_UNAVAILABLE'] as const)(
    'RES-045 keeps its status while another of its resources is %s',
    async (status) => {
      await using world = await company([JOINT, { ...OWN, status }]);
      const { bank, consent } = world;
      await bank.clock.advance({ to: LAPSE });
      expect(await statusesOf(bank, consent)).toEqual({ joint: 'UNAVAILABLE', own: status });
    },
  );

  test.each(['P0D', 'P5D'])('RES-045 is not rejected for an approval that was never part of it (%s)', async (later) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(PADARIA);
    await bank.resources.create(customerId, JOINT);
    await bank.resources.create(customerId, { ...OWN, timeline: [{ at: 'P16D', to: 'UNAVAILABLE' }] });
    await bank.resources.create(customerId, { ...JOINT, type: 'LOAN', resourceId: 'joint-loan', contractedAt: later });
    const permissions = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'];
    const consent = await bank.consents.create({ customerId, permissions });
    await bank.clock.advance('P30D');
    expect(await statusesOf(bank, consent)).toEqual({ joint: 'UNAVAILABLE', own: 'UNAVAILABLE' });
  });

  test('RES-045 is not rejected when only what never waited is left, and that has ended', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(PADARIA);
    await bank.resources.create(customerId, { ...OWN, status: 'UNAVAILABLE' });
    await bank.resources.create(customerId, { ...JOINT, type: 'LOAN' });
    const permissions = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'];
    const consent = await bank.consents.create({ customerId, permissions });
    await bank.clock.advance({ to: LAPSE });
    expect(await statusesOf(bank, consent)).toEqual({ own: 'UNAVAILABLE' });
  });
});
