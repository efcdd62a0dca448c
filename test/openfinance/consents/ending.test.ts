import { describe, expect, test } from '@jest/globals';
import { ANA, admin, askResources } from '../../support/receiver.js';
import { call, clientOf, codesOf, EXCHANGE, person, receiver, ruleOf, userToken } from './official.js';

const asked = { loggedUser: person(ANA.cpf), permissions: EXCHANGE };

describe('another receiver', () => {
  test('CON-4.1.2 gets 403 for reading, ending and listing extensions; nothing changes', async () => {
    await using world = await receiver();
    const consentId = await world.asked(asked);
    const other = await clientOf(world.bank, 'outra-receptora');
    for (const answer of [await other.read(consentId), await other.end(consentId), await other.extensions(consentId)]) {
      expect([answer.status, codesOf(answer), ruleOf(answer)]).toEqual([403, ['ACESSO_NEGADO'], 'CON-4.1.2']);
      expect(answer.headers.get('x-v')).toBe('3.3.1');
    }
    expect((await world.dataOf(consentId)).status).toBe('AWAITING_AUTHORISATION');
  });
});

describe('a consentId', () => {
  test('CON-4.1.2 that no consent has gets 404, in every operation', async () => {
    await using world = await receiver();
    const unknown = 'urn:transmissora:00000000-0000-4000-8000-000000000000';
    for (const id of [unknown, `urn:a:${'x'.repeat(200)}`, 'urn:a:%2F..%2F..%2Fx']) {
      for (const answer of [await world.read(id), await world.end(id), await world.extensions(id)]) {
        expect([id, answer.status, codesOf(answer)]).toEqual([id, 404, ['NAO_ENCONTRADO']]);
        expect(answer.body.meta).toHaveProperty('requestDateTime');
      }
    }
  });

  test('CON-4.1.2 that is no URN gets 400', async () => {
    await using world = await receiver();
    for (const id of [
      'abc',
      'not-a-urn',
      'urn:a:',
      'urn:a:%20x',
      `urn:a:${'x'.repeat(251)}`,
      'urn:a:%zz',
      '__proto__',
    ]) {
      expect([id, (await world.read(id)).status, (await world.end(id)).status]).toEqual([id, 400, 400]);
    }
  });

  test('CON-4.1.2 may be URL-encoded', async () => {
    await using world = await receiver();
    const consentId = await world.asked(asked);
    expect((await world.dataOf(encodeURIComponent(consentId))).consentId).toBe(consentId);
  });
});

describe('DELETE', () => {
  test('CON-4.1.3 before the authorisation is the customer’s refusal', async () => {
    await using world = await receiver();
    const consentId = await world.asked(asked);
    const { status, headers, body } = await world.end(consentId);
    expect([status, headers.get('x-v'), body]).toEqual([204, '3.3.1', {}]);
    expect(headers.get('x-fapi-interaction-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await world.dataOf(consentId)).rejection).toEqual({
      rejectedBy: 'USER',
      reason: { code: 'CUSTOMER_MANUALLY_REJECTED' },
    });
  });

  test('CON-4.1.3 after it is a revocation, and its tokens die at once (RES-101)', async () => {
    await using world = await receiver();
    const consentId = await world.asked(asked);
    await world.bank.consents.authorise(consentId);
    const accessToken = await userToken(world.bank, consentId);
    expect((await askResources(world.bank, { accessToken })).status).toBe(200);
    await world.bank.clock.advance('P1D');
    expect((await world.end(consentId)).status).toBe(204);
    expect((await askResources(world.bank, { accessToken })).status).toBe(401);
    expect(await world.dataOf(consentId)).toMatchObject({
      status: 'REJECTED',
      statusUpdateDateTime: '2026-03-03T12:00:00Z',
      rejection: { rejectedBy: 'USER', reason: { code: 'CUSTOMER_MANUALLY_REVOKED' } },
    });
  });

  test('CON-4.1.3 of a consent that has ended is refused with 422, however it ended', async () => {
    await using world = await receiver();
    const [deleted, lapsed] = [await world.asked(asked), await world.asked(asked)];
    await world.end(deleted);
    await world.bank.clock.advance('PT60M');
    for (const consentId of [deleted, lapsed]) {
      const before = await world.dataOf(consentId);
      const answer = await world.end(consentId);
      expect([answer.status, codesOf(answer)]).toEqual([422, ['CONSENTIMENTO_EM_STATUS_REJEITADO']]);
      expect(await world.dataOf(consentId)).toEqual(before);
    }
  });

  test('CON-4.1.3 of two at once, one ends the consent and the other gets 422', async () => {
    await using world = await receiver();
    const consentId = await world.asked(asked);
    const answers = await Promise.all([world.end(consentId), world.end(consentId), world.end(consentId)]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['204', '422', '422']);
  });
});

describe('the reason of an end', () => {
  const GIVEN: readonly [verb: string, reason: string | undefined, rejectedBy: string, code: string][] = [
    ['reject', undefined, 'USER', 'CUSTOMER_MANUALLY_REJECTED'],
    ['reject', 'CUSTOMER_MANUALLY_REJECTED', 'USER', 'CUSTOMER_MANUALLY_REJECTED'],
    ['reject', 'CONSENT_TECHNICAL_ISSUE', 'ASPSP', 'CONSENT_TECHNICAL_ISSUE'],
    ['revoke', undefined, 'USER', 'CUSTOMER_MANUALLY_REVOKED'],
    ['revoke', 'CUSTOMER_MANUALLY_REVOKED', 'USER', 'CUSTOMER_MANUALLY_REVOKED'],
    ['revoke', 'INTERNAL_SECURITY_REASON', 'ASPSP', 'INTERNAL_SECURITY_REASON'],
    ['revoke', 'CONSENT_TECHNICAL_ISSUE', 'ASPSP', 'CONSENT_TECHNICAL_ISSUE'],
  ];

  test('CON-4.1.1 is the one the operator gives, else the customer’s wish', async () => {
    await using world = await receiver();
    for (const [verb, reason, rejectedBy, code] of GIVEN) {
      const consentId = await world.asked(asked);
      if (verb === 'revoke') await world.bank.consents.authorise(consentId);
      await world.bank.clock.advance('PT1M');
      const ending = reason === undefined ? {} : { reason };
      expect((await admin(world.bank, 'POST', `/consents/${consentId}/${verb}`, ending)).status).toBe(200);
      const { status, rejection, statusUpdateDateTime } = await world.dataOf(consentId);
      expect([verb, reason, status, rejection]).toEqual([verb, reason, 'REJECTED', { rejectedBy, reason: { code } }]);
      expect(statusUpdateDateTime).toBe((await world.bank.clock.now()).replace('.000', ''));
    }
  });

  test('CON-4.1.1 is a conflict where the status does not allow it, and nothing changes', async () => {
    await using world = await receiver();
    const [waiting, authorised] = [await world.asked(asked), await world.asked(asked)];
    await world.bank.consents.authorise(authorised);
    const illegal = [
      [waiting, 'reject', 'CUSTOMER_MANUALLY_REVOKED'],
      [waiting, 'reject', 'INTERNAL_SECURITY_REASON'],
      [waiting, 'reject', 'CONSENT_EXPIRED'],
      [waiting, 'revoke', 'CONSENT_TECHNICAL_ISSUE'],
      [authorised, 'revoke', 'CUSTOMER_MANUALLY_REJECTED'],
      [authorised, 'revoke', 'CONSENT_MAX_DATE_REACHED'],
      [authorised, 'reject', 'CONSENT_TECHNICAL_ISSUE'],
    ] as const;
    for (const [consentId, verb, reason] of illegal) {
      const { status, body } = await admin(world.bank, 'POST', `/consents/${consentId}/${verb}`, { reason });
      expect([verb, reason, status, body['allowed']]).toEqual([verb, reason, 409, expect.any(Array)]);
    }
    expect([(await world.dataOf(waiting)).status, (await world.dataOf(authorised)).status]).toEqual([
      'AWAITING_AUTHORISATION',
      'AUTHORISED',
    ]);
    const unknown = await admin(world.bank, 'POST', `/consents/${waiting}/reject`, { reason: 'BORED' });
    expect(unknown.status).toBe(400);
  });

  test('CON-4.1.1 comes with time: no authorisation in sixty minutes, and the end of the validity', async () => {
    await using world = await receiver();
    const lapsing = await world.asked(asked);
    const expiring = await world.asked({ ...asked, expirationDateTime: '2026-03-02T12:03:00Z' });
    await world.bank.consents.authorise(expiring);
    await world.bank.clock.advance('PT3M');
    expect(await world.dataOf(expiring)).toMatchObject({
      status: 'REJECTED',
      statusUpdateDateTime: '2026-03-02T12:03:00Z',
      rejection: { rejectedBy: 'ASPSP', reason: { code: 'CONSENT_MAX_DATE_REACHED' } },
    });
    await world.bank.clock.advance({ to: '2026-03-02T12:59:59Z' });
    expect(await world.dataOf(lapsing)).not.toHaveProperty('rejection');
    await world.bank.clock.advance('PT1S');
    expect(await world.dataOf(lapsing)).toMatchObject({
      status: 'REJECTED',
      statusUpdateDateTime: '2026-03-02T13:00:00Z',
      rejection: { rejectedBy: 'ASPSP', reason: { code: 'CONSENT_EXPIRED' } },
    });
  });
});

describe('GET', () => {
  test('CON-4.1.1 shows when the status last changed', async () => {
    await using world = await receiver();
    const consentId = await world.asked(asked);
    await world.bank.clock.advance('PT10M');
    await world.bank.consents.authorise(consentId);
    await world.bank.clock.advance('P10D');
    expect(await world.dataOf(consentId)).toMatchObject({
      status: 'AUTHORISED',
      creationDateTime: '2026-03-02T12:00:00Z',
      statusUpdateDateTime: '2026-03-02T12:10:00Z',
    });
  });

  test('RES-103 a path the API does not have gets 404, another method 405', async () => {
    await using world = await receiver();
    expect((await call(world.bank, '/consent', world)).status).toBe(404);
    expect((await call(world.bank, '/consents/urn:a:b/extend', world)).status).toBe(404);
    const answer = await call(world.bank, '/consents/urn:a:b', { method: 'PUT', token: world.token, body: {} });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, DELETE']);
  });
});
