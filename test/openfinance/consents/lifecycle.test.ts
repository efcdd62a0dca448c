import { describe, expect, test } from '@jest/globals';
import { step } from '../../../src/core/machine.js';
import { startTransmissora } from '../../../src/index.js';
import { AUTHORISATION_LIMIT } from '../../../src/openfinance/consents/consent.js';
import {
  afterEvent,
  allowedEvents,
  CONSENT_STATUSES,
  type ConsentEvent,
  type ConsentStatus,
  consentMachine,
  REJECTIONS,
} from '../../../src/openfinance/consents/machine.js';
import { ANA, admin, askResources, NOW } from '../../support/receiver.js';

/** Ana, and a consent that awaits her, with a token bound to it. */
async function waiting(expirationDateTime?: string) {
  const bank = await startTransmissora({ now: NOW });
  const { customerId } = await bank.customers.create(ANA);
  const { consentId } = await bank.consents.create({
    customerId,
    permissions: 'all',
    authorise: false,
    ...(expirationDateTime !== undefined && { expirationDateTime }),
  });
  const token = { accessToken: (await bank.token({ consentId })).access_token };
  const answered = async () => (await askResources(bank, token)).status;
  const consentNow = () => bank.consents.get(consentId);
  return { bank, customerId, consentId, answered, consentNow, [Symbol.asyncDispose]: () => bank.close() };
}

describe('a consent', () => {
  test('RES-002 serves its list only once it is authorised', async () => {
    await using world = await waiting();
    expect((await world.consentNow()).status).toBe('AWAITING_AUTHORISATION');
    expect(await world.answered()).toBe(401);
    await world.bank.consents.authorise(world.consentId);
    expect(await world.answered()).toBe(200);
  });

  test('CON-4.1 can be authorised until sixty minutes have passed', async () => {
    await using world = await waiting();
    await world.bank.clock.advance({ to: '2026-03-02T12:59:59.999Z' });
    expect((await world.bank.consents.authorise(world.consentId)).status).toBe('AUTHORISED');
    await world.bank.clock.advance('PT1H');
    expect(await world.answered()).toBe(200);
  });

  test('CON-4.1 is rejected when sixty minutes have passed, and cannot be authorised any more', async () => {
    expect(AUTHORISATION_LIMIT).toBe(3_600_000);
    await using world = await waiting();
    await world.bank.clock.advance('PT60M');
    expect(await world.consentNow()).toMatchObject({
      status: 'REJECTED',
      statusUpdateDateTime: '2026-03-02T13:00:00Z',
      rejection: { rejectedBy: 'ASPSP', reason: { code: 'CONSENT_EXPIRED' } },
    });
    const { status, body } = await admin(world.bank, 'POST', `/consents/${world.consentId}/authorise`, {});
    expect([status, body]).toMatchObject([409, { from: 'REJECTED', allowed: [] }]);
    expect(await world.answered()).toBe(401);
  });

  test('RES-002 ends at its expiry: 401 from that instant on', async () => {
    await using world = await waiting('2026-03-10T00:00:00Z');
    await world.bank.consents.authorise(world.consentId);
    await world.bank.clock.advance({ to: '2026-03-09T23:59:59.999Z' });
    expect(await world.answered()).toBe(200);
    await world.bank.clock.advance({ to: '2026-03-10T00:00:00Z' });
    expect(await world.answered()).toBe(401);
    expect(await world.consentNow()).toMatchObject({
      status: 'REJECTED',
      rejection: { rejectedBy: 'ASPSP', reason: { code: 'CONSENT_MAX_DATE_REACHED' } },
    });
  });

  test('CON-4.1 is rejected when the customer declines it', async () => {
    await using world = await waiting();
    const { status, body } = await admin(world.bank, 'POST', `/consents/${world.consentId}/reject`, {});
    const rejection = { rejectedBy: 'USER', reason: { code: 'CUSTOMER_MANUALLY_REJECTED' } };
    expect([status, body]).toMatchObject([200, { status: 'REJECTED', rejection }]);
    expect(await world.answered()).toBe(401);
  });

  test('RES-002 ends when the customer revokes it, at once, and its siblings live on', async () => {
    await using world = await waiting();
    await world.bank.consents.authorise(world.consentId);
    const other = await world.bank.consents.create({ customerId: world.customerId, permissions: 'all' });
    await world.bank.clock.advance('P1D');
    const { status, body } = await admin(world.bank, 'POST', `/consents/${world.consentId}/revoke`, {});
    const rejection = { rejectedBy: 'USER', reason: { code: 'CUSTOMER_MANUALLY_REVOKED' } };
    expect([status, body]).toMatchObject([
      200,
      { status: 'REJECTED', rejection, statusUpdateDateTime: '2026-03-03T12:00:00Z' },
    ]);
    expect(await world.answered()).toBe(401);
    expect((await askResources(world.bank, other)).status).toBe(200);
  });

  test('RES-003 without the scope of the list is refused with 403', async () => {
    await using world = await waiting();
    const { consentId } = world;
    await world.bank.consents.authorise(consentId);
    const token = await world.bank.token({ consentId, scope: 'openid accounts' });
    expect((await askResources(world.bank, { accessToken: token.access_token })).status).toBe(403);
  });
});

const AFTER_AUTHORISATION = ['EXPIRED', 'REVOKED', 'SECURITY_SUSPECTED', 'TECHNICAL_FAILURE', 'APPROVAL_LAPSED'];

describe('a move the consent cannot make', () => {
  test.each([
    ['authorise', 'AUTHORISED', AFTER_AUTHORISATION],
    ['reject', 'AUTHORISED', AFTER_AUTHORISATION],
    ['revoke', 'AWAITING_AUTHORISATION', ['AUTHORISED', 'AUTHORISATION_LAPSED', 'DECLINED', 'TECHNICAL_FAILURE']],
    ['authorise', 'REJECTED', []],
    ['reject', 'REJECTED', []],
    ['revoke', 'REJECTED', []],
  ])('CON-4.1 answers 409 and changes nothing: %s while %s', async (verb, from, allowed) => {
    await using world = await waiting();
    if (from === 'AUTHORISED') await world.bank.consents.authorise(world.consentId);
    if (from === 'REJECTED') await world.bank.consents.reject(world.consentId);
    const before = await world.consentNow();
    const { status, body } = await admin(world.bank, 'POST', `/consents/${world.consentId}/${verb}`, {});
    expect([status, body]).toMatchObject([409, { from, allowed }]);
    expect(await world.consentNow()).toEqual(before);
  });
});

describe('the machine', () => {
  const TABLE: Readonly<Record<ConsentStatus, Partial<Record<ConsentEvent, ConsentStatus>>>> = {
    AWAITING_AUTHORISATION: {
      AUTHORISED: 'AUTHORISED',
      AUTHORISATION_LAPSED: 'REJECTED',
      DECLINED: 'REJECTED',
      TECHNICAL_FAILURE: 'REJECTED',
    },
    AUTHORISED: {
      EXPIRED: 'REJECTED',
      REVOKED: 'REJECTED',
      SECURITY_SUSPECTED: 'REJECTED',
      TECHNICAL_FAILURE: 'REJECTED',
      APPROVAL_LAPSED: 'REJECTED',
    },
    REJECTED: {},
  };
  const EVENTS = ['AUTHORISED', ...Object.keys(REJECTIONS)] as ConsentEvent[];

  test.each(CONSENT_STATUSES)('CON-4.1 allows from %s exactly what the official table does', (status) => {
    for (const event of EVENTS) {
      expect([event, afterEvent(status, event)]).toEqual([event, TABLE[status][event]]);
      expect([event, step(consentMachine, status, {}, event)]).toEqual([event, TABLE[status][event]]);
    }
    expect(allowedEvents(status)).toEqual(Object.keys(TABLE[status]));
  });
});
