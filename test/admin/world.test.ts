import { describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../src/bank.js';
import { call, CPF, list, NOW } from '../http/calls.js';
import { admin, PADARIA } from '../support/receiver.js';

const DAY_3 = '2026-03-05T12:00:00Z';

/** A bank whose customer has an account blocked in a day, and a loan that is contracted in two. */
async function changingWorld(): Promise<{ bank: Bank; consentId: string; token: string } & AsyncDisposable> {
  const bank = await startTransmissora({ now: NOW, logLevel: 'silent' });
  await bank.customers.create({ cpf: CPF, name: 'Ana Souza' });
  await bank.resources.create(CPF, {
    type: 'ACCOUNT',
    resourceId: 'acc',
    contractedAt: '-P1Y',
    timeline: [{ at: 'P1D', to: 'TEMPORARILY_UNAVAILABLE' }],
  });
  await bank.resources.create(CPF, { type: 'LOAN', resourceId: 'loan', contractedAt: 'P2D' });
  const preparation = { readyAfter: 'PT1M' };
  const consent = await bank.consents.create({
    customerId: CPF,
    permissions: 'all',
    preparation,
    expirationDateTime: '2026-03-12T12:00:00Z',
  });
  const { consentId, accessToken: token = '' } = consent;
  return { bank, consentId, token, [Symbol.asyncDispose]: () => bank.close() };
}

describe('customers', () => {
  test('are people by CPF or companies by CNPJ; the document is the customerId', async () => {
    await using bank = await startTransmissora({ now: NOW, logLevel: 'silent' });
    const person = await admin(bank, 'POST', '/customers', { cpf: CPF });
    const company = await admin(bank, 'POST', '/customers', PADARIA);
    expect([person.status, person.body['customerId'], person.body['cpf']]).toEqual([201, CPF, CPF]);
    expect([company.body['customerId'], company.body['name']]).toEqual([PADARIA.cnpj, PADARIA.name]);
    const wrong = [{}, { cpf: CPF, cnpj: PADARIA.cnpj }, { cpf: '76109277674' }, { cpf: '11111111111' }, { cnpj: CPF }];
    for (const body of wrong)
      expect([body, (await admin(bank, 'POST', '/customers', body)).status]).toEqual([body, 400]);
    expect((await admin(bank, 'POST', '/customers', { cpf: CPF })).status).toBe(409);
    expect((await admin(bank, 'GET', '/customers/52998224725')).status).toBe(404);
  });

  test('show what they hold: status now, history and what is scheduled', async () => {
    await using world = await changingWorld();
    await world.bank.clock.advance('P1D');
    const { body } = await admin(world.bank, 'GET', `/customers/${CPF}`);
    expect(body).toMatchObject({ customerId: CPF, name: 'Ana Souza', clock: 'default', now: '2026-03-03T12:00:00Z' });
    expect(body['resources']).toEqual([
      expect.objectContaining({
        resourceId: 'acc',
        status: 'TEMPORARILY_UNAVAILABLE',
        history: [
          expect.objectContaining({ at: '2025-03-02T12:00:00Z', status: 'AVAILABLE' }),
          expect.objectContaining({ at: '2026-03-03T12:00:00Z', status: 'TEMPORARILY_UNAVAILABLE' }),
        ],
        scheduled: [],
      }),
      expect.objectContaining({
        resourceId: 'loan',
        status: null,
        history: [],
        scheduled: [expect.objectContaining({ at: '2026-03-04T12:00:00Z', status: 'AVAILABLE' })],
      }),
    ]);
  });
});

describe('consents', () => {
  test('go through the rules of the official POST: unknown permission 400, broken groups 422 with the official code', async () => {
    await using world = await changingWorld();
    const ask = (permissions: readonly string[], more: object = {}) =>
      admin(world.bank, 'POST', '/consents', { customerId: CPF, permissions, ...more });
    const unknown = await ask(['NOTHING_READ']);
    expect([unknown.status, unknown.body['rule']]).toEqual([400, 'CON-4.3.1']);
    const broken = await ask(['ACCOUNTS_READ']);
    expect([broken.status, broken.body['code']]).toEqual([422, 'COMBINACAO_PERMISSOES_INCORRETA']);
    const past = await ask(['RESOURCES_READ', 'EXCHANGES_READ'], { expirationDateTime: NOW });
    expect([past.status, past.body['code']]).toEqual([422, 'DATA_EXPIRACAO_INVALIDA']);
    const nobody = await admin(world.bank, 'POST', '/consents', { customerId: PADARIA.cnpj, permissions: 'all' });
    expect(nobody.status).toBe(404);
  });

  test('move as their machine allows, else 409 saying what is allowed', async () => {
    await using world = await changingWorld();
    const { bank, consentId } = world;
    const move = (verb: string) => admin(bank, 'POST', `/consents/${consentId}/${verb}`, {});
    const again = await move('authorise');
    expect([again.status, again.body['from'], again.body['allowed']]).toEqual([
      409,
      'AUTHORISED',
      expect.arrayContaining(['REVOKED']),
    ]);
    const revoked = await move('revoke');
    expect([revoked.status, revoked.body['status']]).toEqual([200, 'REJECTED']);
    expect((await move('revoke')).status).toBe(409);
    expect((await list(world)).status).toBe(401);
  });

  test('take another preparation, and refuse one that is no duration', async () => {
    await using world = await changingWorld();
    const put = (readyAfter: string) =>
      admin(world.bank, 'PUT', `/consents/${world.consentId}/preparation`, { readyAfter });
    expect((await put('PT2M')).body['preparation']).toEqual({
      readyAfter: 'PT2M',
      state: 'PREPARING',
      readyAt: '2026-03-02T12:02:00Z',
      limitAt: '2026-03-02T12:05:00Z',
    });
    for (const text of ['-PT1M', '5 minutes', '', 'NEVER'])
      expect([text, (await put(text)).status]).toEqual([text, 400]);
    expect((await world.bank.consents.get(world.consentId)).preparation.readyAfter).toBe('PT2M');
  });
});

describe('the list at another instant', () => {
  test('is the one that was, or will be, answered then', async () => {
    await using world = await changingWorld();
    const then = async (at: string) => {
      const path = `/consents/${world.consentId}/resources?at=${at}`;
      const { body } = await admin(world.bank, 'GET', path);
      return [
        body['answers'],
        (body['resources'] as { resourceId: string; status: string }[]).map(({ status }) => status),
      ];
    };
    expect(await then('2026-03-02T12:00:59Z')).toEqual([202, []]);
    expect(await then('PT1M')).toEqual([200, ['AVAILABLE']]);
    expect(await then('P1D')).toEqual([200, ['TEMPORARILY_UNAVAILABLE']]);
    expect(await then(DAY_3)).toEqual([200, ['TEMPORARILY_UNAVAILABLE', 'AVAILABLE']]);
    expect(await then('P10D')).toEqual([401, []]);
    await world.bank.clock.advance('P3D');
    expect((await list(world)).body.data.map(({ status }) => status)).toEqual(['TEMPORARILY_UNAVAILABLE', 'AVAILABLE']);
    expect(await then('-P2D')).toEqual([200, ['TEMPORARILY_UNAVAILABLE']]);
    expect(await then('2026-03-02T11:59:59Z')).toEqual([401, []]);
  });

  test('is only read: clock, consent and what is answered now stay as they are', async () => {
    await using world = await changingWorld();
    const { bank, consentId } = world;
    const before = [await bank.consents.get(consentId), await bank.clock.now(), await bank.customers.get(CPF)];
    await bank.consents.resources(consentId, DAY_3);
    await bank.consents.explain(consentId);
    expect([await bank.consents.get(consentId), await bank.clock.now(), await bank.customers.get(CPF)]).toEqual(before);
    expect((await list(world)).status).toBe(202);
    expect((await bank.requests.count()).count).toBe(1);
  });

  test('is refused for what is no instant, or lies out of the calendar', async () => {
    await using world = await changingWorld();
    for (const at of ['yesterday', '2026-13-01T00:00:00Z', 'P9000Y', '']) {
      await expect(world.bank.consents.resources(world.consentId, at)).rejects.toMatchObject({ kind: 'malformed' });
    }
  });
});

describe('the explanation', () => {
  test('says of each holding why it is or is not listed, by rule, and when that next changes', async () => {
    await using world = await changingWorld();
    await world.bank.clock.advance('PT1M');
    const { status, body } = await admin(world.bank, 'GET', `/consents/${world.consentId}/explanation`);
    expect([status, body['answers'], body['status']]).toEqual([200, 200, 'AUTHORISED']);
    expect(body['resources']).toEqual([
      expect.objectContaining({
        resourceId: 'acc',
        listed: true,
        status: 'AVAILABLE',
        rule: expect.stringMatching(/^RES-\d{3}$/),
        reason: { pt: expect.any(String), en: expect.any(String) },
        next: expect.objectContaining({ at: '2026-03-03T12:00:00Z', listed: true, status: 'TEMPORARILY_UNAVAILABLE' }),
      }),
      expect.objectContaining({
        resourceId: 'loan',
        listed: false,
        next: expect.objectContaining({ at: '2026-03-04T12:00:00Z', listed: true, status: 'AVAILABLE' }),
      }),
    ]);
    expect((await admin(world.bank, 'GET', '/consents/urn:x:unknown/explanation')).status).toBe(404);
  });
});

describe('the offer', () => {
  test('is everything, until it is said from when on what is sold', async () => {
    await using bank = await startTransmissora({ now: NOW, logLevel: 'silent' });
    expect((await bank.offer.get()).sells).toHaveLength(12);
    const now = await admin(bank, 'PUT', '/offer', { sells: ['ACCOUNT'] });
    expect(now).toEqual({ status: 200, body: { sells: ['ACCOUNT'], scheduled: [] } });
    const later = await admin(bank, 'PUT', '/offer', { sells: ['LOAN', 'ACCOUNT'], from: 'P1D' });
    expect(later.body).toEqual({
      sells: ['ACCOUNT'],
      scheduled: [{ from: '2026-03-03T12:00:00Z', sells: ['ACCOUNT', 'LOAN'] }],
    });
    const { fired } = await bank.clock.advance('P1D');
    expect(fired).toEqual([expect.objectContaining({ entity: 'offer', rule: 'RES-012' })]);
    expect(await bank.offer.get()).toEqual({ sells: ['ACCOUNT', 'LOAN'], scheduled: [] });
  });

  test('scheduled twice for one instant holds as it was said last', async () => {
    await using bank = await startTransmissora({ now: NOW });
    await bank.offer.put({ sells: ['ACCOUNT'], from: 'P1D' });
    const { scheduled } = await bank.offer.put({ sells: 'all', from: '2026-03-03T12:00:00Z' });
    expect(scheduled).toEqual([{ from: '2026-03-03T12:00:00Z', sells: expect.any(Array) }]);
    expect(scheduled[0]?.sells).toHaveLength(12);
  });
});

describe('facts', () => {
  test('outages are announced, replaced and taken back', async () => {
    await using bank = await startTransmissora({ now: NOW, logLevel: 'silent' });
    const outage = { outageTime: 'P7D', duration: 'PT2H30M', isPartial: true, explanation: 'Manutenção.' };
    expect((await admin(bank, 'GET', '/outages')).body).toEqual({ outages: [] });
    const put = await admin(bank, 'PUT', '/outages', { outages: [outage] });
    expect(put.body).toEqual({ outages: [{ ...outage, outageTime: '2026-03-09T12:00:00Z' }] });
    for (const change of [{ duration: '-PT1H' }, { duration: 'long' }, { outageTime: 'soon' }]) {
      const { status, body } = await admin(bank, 'PUT', '/outages', { outages: [{ ...outage, ...change }] });
      expect([change, status, body['field']]).toEqual([change, 400, `outages[0].${Object.keys(change)[0] ?? ''}`]);
    }
    expect((await admin(bank, 'GET', '/outages')).body).toEqual(put.body);
    expect((await admin(bank, 'DELETE', '/outages')).status).toBe(204);
    expect((await admin(bank, 'GET', '/outages')).body).toEqual({ outages: [] });
  });

  test('situations are noted at the instant of the customer, for consents that exist', async () => {
    await using world = await changingWorld();
    const { bank, consentId } = world;
    const noted = await admin(bank, 'POST', '/situations', { consentId, what: 'user-revoked-at-receiver' });
    expect(noted).toEqual({ status: 201, body: { consentId, what: 'user-revoked-at-receiver', at: NOW } });
    expect((await admin(bank, 'POST', '/situations', { consentId: 'urn:x:y', what: 'redirect-failed' })).status).toBe(
      404,
    );
    expect((await admin(bank, 'POST', '/situations', { consentId, what: 'x' })).status).toBe(400);
  });
});

describe('tokens', () => {
  test('are issued for a consent, or for a client alone, with the scope asked for', async () => {
    await using world = await changingWorld();
    const { bank, consentId } = world;
    const issue = (body: object) => admin(bank, 'POST', '/tokens', body);
    const bound = await issue({ consentId, expiresIn: 300 });
    expect(bound).toEqual({
      status: 201,
      body: { access_token: expect.any(String), token_type: 'Bearer', expires_in: 300, scope: expect.any(String) },
    });
    expect(String(bound.body['scope']).split(' ')).toEqual(
      expect.arrayContaining(['openid', 'resources', 'accounts', `consent:${consentId}`]),
    );
    expect((await issue({})).body['scope']).toBe('consents');
    expect((await issue({ scope: 'consents resources' })).body['scope']).toBe('consents resources');
    expect((await issue({ consentId, grantType: 'client_credentials' })).status).toBe(400);
    expect((await issue({ grantType: 'authorization_code' })).status).toBe(400);
    expect((await issue({ consentId: 'urn:x:y' })).status).toBe(404);
  });
});

describe('scenarios', () => {
  const GOOD = {
    name: 'mine',
    about: 'Mine.',
    customers: { ana: { cpf: CPF } },
    consents: { ana: { customer: 'ana', permissions: 'all' } },
  };

  test('load as JSON and as YAML, with a token for each consent', async () => {
    await using bank = await startTransmissora({ now: NOW, logLevel: 'silent' });
    const json = await admin(bank, 'POST', '/scenarios', GOOD);
    expect(json.status).toBe(201);
    const { ana } = json.body['consents'] as Record<string, { accessToken: string; consentId: string }>;
    expect((await list({ bank, token: ana!.accessToken })).status).toBe(200);
    const text = `name: mine\nabout: Mine.\ncustomers: { ana: { cpf: "${CPF}" } }\nconsents: { ana: { customer: ana, permissions: all } }\n`;
    const headers = { 'content-type': 'application/yaml' };
    const yaml = await call(`${bank.url}/__admin/scenarios`, { method: 'POST', headers, body: text });
    expect(yaml.status).toBe(201);
    expect(yaml.body).toMatchObject({ name: 'mine', consents: { ana: { consentId: ana!.consentId } } });
  });

  test('that are broken are refused as a whole: nothing of them is loaded', async () => {
    await using bank = await startTransmissora({ now: NOW, logLevel: 'silent' });
    const later = '2027-01-01T00:00:00Z';
    const broken = [
      {},
      { ...GOOD, unknown: 1 },
      { ...GOOD, clock: { now: later }, consents: { ana: { customer: 'nobody', permissions: 'all' } } },
      { ...GOOD, clock: { now: later }, consents: { ana: { customer: 'ana', permissions: ['ACCOUNTS_READ'] } } },
      { ...GOOD, clock: { now: later }, customers: { ana: { cpf: CPF }, bia: { cpf: '11111111111' } } },
      {
        ...GOOD,
        clock: { now: later },
        sells: ['ACCOUNT'],
        customers: { ana: { cpf: CPF, resources: [{ id: 'a', type: 'X' }] } },
      },
    ];
    for (const scenario of broken) {
      const { status, body } = await admin(bank, 'POST', '/scenarios', scenario);
      expect([scenario, status >= 400 && status < 500, body['detail']]).toEqual([scenario, true, expect.any(String)]);
    }
    expect((await admin(bank, 'GET', '/customers')).body).toEqual({ customers: [] });
    expect([await bank.clock.now(), (await bank.offer.get()).sells.length]).toEqual([NOW, 12]);
  });

  test('that are shipped load by name; a name that is none, or a file, does not', async () => {
    await using bank = await startTransmissora({ now: NOW, logLevel: 'silent' });
    const { body } = await admin(bank, 'GET', '/scenarios');
    expect((body['scenarios'] as { name: string }[]).map(({ name }) => name)).toContain('demo');
    expect((await admin(bank, 'POST', '/scenarios/demo/load')).status).toBe(200);
    for (const name of ['none', 'demo.yaml', '..%2Fscenarios%2Fdemo', '%2Fetc%2Fpasswd', '__proto__']) {
      expect([name, (await admin(bank, 'POST', `/scenarios/${name}/load`)).status]).toEqual([name, 404]);
    }
  });
});

test('a customer who is removed takes holdings, consents and a clock of its own along', async () => {
  await using bank = await startTransmissora({ now: NOW });
  await bank.customers.create({ cpf: '52998224725', clock: 'own' });
  await bank.resources.create('52998224725', { type: 'ACCOUNT', resourceId: 'conta-1' });
  const { consentId } = await bank.consents.create({ customerId: '52998224725', permissions: 'all' });
  await bank.customers.remove('52998224725');
  const gone = [
    bank.customers.get('52998224725'),
    bank.resources.get('conta-1'),
    bank.consents.get(consentId),
    bank.clockNamed('own').now(),
  ];
  const outcomes = await Promise.allSettled(gone);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
});

test('a customer who is removed leaves a shared clock to those who follow it', async () => {
  await using bank = await startTransmissora({ now: NOW });
  await bank.customers.create({ cpf: '52998224725', clock: 'shared' });
  await bank.customers.create({ cpf: '11144477735', clock: 'shared' });
  await bank.customers.remove('52998224725');
  expect(await bank.clockNamed('shared').now()).toBe(NOW);
});
