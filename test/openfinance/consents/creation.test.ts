import { describe, expect, test } from '@jest/globals';
import { RESOURCE_TYPES } from '../../../src/openfinance/vocabulary.js';
import { ANA, admin, BRUNO, listOf, NOW, PADARIA } from '../../support/receiver.js';
import { ACCOUNTS, call, codesOf, company, EXCHANGE, person, receiver, ruleOf } from './official.js';

const ana = person(ANA.cpf);
const asked = { loggedUser: ana, permissions: EXCHANGE };

describe('POST /consents', () => {
  test('CON-4.1.4 answers 201 with the consent, without loggedUser, and x-v: 3.3.1', async () => {
    await using world = await receiver();
    const { status, headers, body } = await world.ask({ ...asked, expirationDateTime: '2026-06-01T00:00:00Z' });
    expect([status, headers.get('x-v'), headers.get('content-type')]).toEqual([201, '3.3.1', 'application/json']);
    const { consentId, ...data } = body.data!;
    expect(consentId).toMatch(/^urn:transmissora:[0-9a-f-]{36}$/);
    expect(data).toEqual({
      creationDateTime: NOW,
      status: 'AWAITING_AUTHORISATION',
      statusUpdateDateTime: NOW,
      permissions: EXCHANGE,
      expirationDateTime: '2026-06-01T00:00:00Z',
    });
    expect(body.meta).toEqual({ requestDateTime: NOW });
  });

  test('CON-4.1.4 links to the consent, which can be read there', async () => {
    await using world = await receiver();
    const { body } = await world.ask(asked);
    const self = body.links?.['self'] ?? '';
    expect(self).toBe(`${world.bank.url}/open-banking/consents/v3/consents/${body.data?.consentId}`);
    expect((await call(world.bank, self, world)).body.data).toEqual(body.data);
  });

  test('CON-4.1.4 writes instants without fractions', async () => {
    await using world = await receiver({ now: '2026-03-02T12:00:00.789Z' });
    const { body } = await world.ask(asked);
    expect(body.data).toMatchObject({ creationDateTime: NOW, statusUpdateDateTime: NOW });
    expect(body.meta).toEqual({ requestDateTime: NOW });
  });

  test('tells a consent of another journey by isLinked', async () => {
    await using world = await receiver();
    const linked = await world.asked({ ...asked, isLinked: true });
    expect(await world.dataOf(linked)).toMatchObject({ journey: { isLinked: true } });
    expect(await world.dataOf(await world.asked({ ...asked, isLinked: false }))).not.toHaveProperty('journey');
  });

  test('CON-4.2.6 takes a token with scope consents: 401 without one, 403 with another scope', async () => {
    await using world = await receiver();
    const { access_token: unscoped } = await world.bank.token({ scope: 'payments' });
    const statuses = ['nobody', unscoped].map((token) =>
      call(world.bank, '/consents', { method: 'POST', token, body: { data: asked } }),
    );
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([401, 403]);
  });
});

test('CON-4.2.6 a customer’s token, whatever its scope, is no receiver’s: 403 while its consent lives, 401 after', async () => {
  await using world = await receiver();
  const consentId = await world.asked(asked);
  const other = await world.asked(asked);
  await world.bank.consents.authorise(consentId);
  const { access_token: token } = await world.bank.token({ consentId, scope: 'openid consents resources' });
  const calls = [
    ['POST', '/consents', { data: asked }],
    ['GET', `/consents/${consentId}`, undefined],
    ['DELETE', `/consents/${other}`, undefined],
    ['GET', `/consents/${consentId}/extensions`, undefined],
  ] as const;
  const statuses = async () => {
    const answers = calls.map(([method, path, body]) => call(world.bank, path, { method, token, body }));
    return (await Promise.all(answers)).map(({ status }) => status);
  };
  expect(await statuses()).toEqual([403, 403, 403, 403]);
  await world.bank.consents.revoke(consentId);
  expect(await statuses()).toEqual([401, 401, 401, 401]);
  expect(await world.dataOf(other)).toMatchObject({ status: 'AWAITING_AUTHORISATION' });
});

describe('the body', () => {
  const post = (world: Awaited<ReturnType<typeof receiver>>, body: unknown, type = 'application/json') =>
    call(world.bank, '/consents', { method: 'POST', token: world.token, body, headers: { 'content-type': type } });

  test('RES-100 of another kind than JSON is refused with 415', async () => {
    await using world = await receiver();
    const json = JSON.stringify({ data: asked });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1']) {
      const answer = await post(world, json, type);
      expect([type, answer.status, codesOf(answer)]).toEqual([type, 415, ['TIPO_NAO_SUPORTADO']]);
    }
    expect((await post(world, json, 'application/json; charset=utf-8')).status).toBe(201);
  });

  test('RES-100 that is not JSON, not there or not of the form the document gives is refused with 400', async () => {
    await using world = await receiver();
    for (const body of ['{"data":', '"data"', '', '[]', '{}', { data: { permissions: EXCHANGE } }, { data: null }]) {
      const answer = await post(world, body);
      expect([body, answer.status, codesOf(answer)]).toEqual([body, 400, ['PARAMETRO_INVALIDO']]);
    }
  });

  test('RES-100 of more than 1 MiB is refused with 413', async () => {
    await using world = await receiver();
    const padded = (size: number) => JSON.stringify({ data: asked }).padEnd(size);
    expect((await post(world, padded(1024 * 1024))).status).toBe(201);
    const answer = await post(world, padded(1024 * 1024 + 1));
    expect([answer.status, codesOf(answer)]).toEqual([413, ['CORPO_MUITO_GRANDE']]);
  });

  test('RES-101 is not looked at when the token, the scope or the interaction id is wrong', async () => {
    await using world = await receiver();
    const send = (headers: Record<string, string | undefined>, token = world.token) =>
      call(world.bank, '/consents', { method: 'POST', token, body: '{', headers });
    const { access_token: unscoped } = await world.bank.token({ scope: 'payments' });
    expect((await send({}, 'nobody')).status).toBe(401);
    expect(ruleOf(await send({ 'x-fapi-interaction-id': undefined }))).toBe('RES-062');
    expect((await send({}, unscoped)).status).toBe(403);
    expect((await send({ accept: 'text/html' })).status).toBe(406);
    expect((await send({})).status).toBe(400);
  });
});

describe('the order of the checks', () => {
  const padaria = company(PADARIA.cnpj);
  const both = ['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ', 'CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ'];
  const past = '2026-03-02T11:59:59Z';
  const BROKEN: readonly [rule: string, data: object, status: number, code: string][] = [
    ['CON-4.3.1', { permissions: [...both, 'PIX_READ'] }, 400, 'PARAMETRO_INVALIDO'],
    ['CON-4.3.2', { permissions: both }, 422, 'PERMISSAO_PF_PJ_EM_CONJUNTO'],
    ['CON-4.3.3', { permissions: both.slice(1) }, 422, 'INFORMACOES_PJ_NAO_INFORMADAS'],
    ['CON-4.3.4', { permissions: both.slice(0, 1), businessEntity: padaria }, 422, 'PERMISSOES_PJ_INCORRETAS'],
    ['CON-4.3.5', { permissions: both.slice(0, 1) }, 422, 'COMBINACAO_PERMISSOES_INCORRETA'],
    ['CON-4.3.6', { permissions: ACCOUNTS }, 422, 'DATA_EXPIRACAO_INVALIDA'],
    ['RES-026', { permissions: ACCOUNTS, expirationDateTime: undefined }, 422, 'SEM_PERMISSOES_FUNCIONAIS_RESTANTES'],
  ];

  test('CON-4.3.1 to CON-4.3.7 tells the first rule that is broken, and keeps nothing', async () => {
    await using world = await receiver();
    await world.bank.offer.put({ sells: RESOURCE_TYPES.filter((type) => type !== 'ACCOUNT') });
    for (const [rule, data, status, code] of BROKEN) {
      const answer = await world.ask({ loggedUser: ana, expirationDateTime: past, ...data });
      expect([rule, answer.status, codesOf(answer), ruleOf(answer)]).toEqual([rule, status, [code], rule]);
    }
    expect((await admin(world.bank, 'GET', '/consents')).body).toEqual({ consents: [] });
    expect((await admin(world.bank, 'GET', '/customers')).body).toEqual({ customers: [] });
  });

  test('CON-4.3.1 a permission sent twice is malformed', async () => {
    await using world = await receiver();
    expect((await world.ask({ ...asked, permissions: [...EXCHANGE, 'EXCHANGES_READ'] })).status).toBe(400);
  });

  test('CON-4.3.7 grants what is left of what is not offered', async () => {
    await using world = await receiver();
    await world.bank.offer.put({ sells: ['LOAN'] });
    const { status, body } = await world.ask({ ...asked, permissions: [...ACCOUNTS, 'EXCHANGES_READ'] });
    expect([status, body.data?.permissions]).toEqual([201, EXCHANGE]);
  });
});

describe('the documents', () => {
  test('CON-4.3.9 have valid check digits and the rel of their place; otherwise 400', async () => {
    await using world = await receiver();
    const wrong = [
      { loggedUser: person('52998224724') },
      { loggedUser: person('11111111111') },
      { loggedUser: { document: { identification: ANA.cpf, rel: 'RGS' } } },
      { loggedUser: ana, businessEntity: company('11222333000180') },
      { loggedUser: ana, businessEntity: { document: { identification: PADARIA.cnpj, rel: 'CPFS' } } },
    ];
    for (const data of wrong) {
      const answer = await world.ask({ permissions: EXCHANGE, ...data });
      expect([data, answer.status, ruleOf(answer)]).toEqual([data, 400, 'CON-4.3.9']);
    }
    const formatted = await world.ask({ permissions: EXCHANGE, loggedUser: person('529.982.247-25') });
    expect(formatted.status).toBe(400);
  });

  test('of somebody the bank does not know make a customer, who holds nothing until it is arranged', async () => {
    await using world = await receiver();
    const consentId = await world.asked({ loggedUser: person(BRUNO.cpf), permissions: EXCHANGE });
    expect(await world.bank.customers.get(BRUNO.cpf)).toMatchObject({
      cpf: BRUNO.cpf,
      clock: 'default',
      resources: [],
    });
    await world.bank.consents.authorise(consentId);
    const token = await world.bank.token({ consentId });
    expect(await listOf(world.bank, { accessToken: token.access_token })).toEqual([]);
    await world.bank.resources.create(BRUNO.cpf, { type: 'EXCHANGE', resourceId: 'cambio-1' });
    expect(await listOf(world.bank, { accessToken: token.access_token })).toHaveLength(1);
  });

  test('say whose data it is: the company in businessEntity, else the person', async () => {
    await using world = await receiver();
    const customerOf = async (data: object) => (await world.bank.consents.get(await world.asked(data))).customerId;
    const ofCompany = { ...asked, businessEntity: company('12ABC34501DE35') };
    const owners = [await customerOf(asked), await customerOf(ofCompany), await customerOf(ofCompany)];
    expect(owners).toEqual([ANA.cpf, '12ABC34501DE35', '12ABC34501DE35']);
  });

  test('of a known customer follow that customer’s clock', async () => {
    await using world = await receiver();
    await world.bank.clockNamed('side').set({ now: '2027-01-01T00:00:00Z', frozen: true });
    await world.bank.customers.create({ ...ANA, clock: 'side' });
    const { body } = await world.ask(asked);
    expect(body.data).toMatchObject({ creationDateTime: '2027-01-01T00:00:00Z' });
    expect(body.meta).toEqual({ requestDateTime: '2027-01-01T00:00:00Z' });
  });
});

describe('the expiry', () => {
  const codeFor = async (world: Awaited<ReturnType<typeof receiver>>, expirationDateTime: string) => {
    const answer = await world.ask({ ...asked, expirationDateTime });
    return codesOf(answer)[0] ?? answer.status;
  };
  const refused = 'DATA_EXPIRACAO_INVALIDA';

  test('CON-4.3.6 lies after now and at most a year ahead', async () => {
    await using world = await receiver();
    expect(await codeFor(world, NOW)).toBe(refused);
    expect(await codeFor(world, '2026-03-02T12:00:01Z')).toBe(201);
    expect(await codeFor(world, '2027-03-02T12:00:00Z')).toBe(201);
    expect(await codeFor(world, '2027-03-02T12:00:01Z')).toBe(refused);
    expect(await codeFor(world, '9999-12-31T23:59:59Z')).toBe(refused);
  });

  test('CON-4.3.6 may have another limit, or none', async () => {
    await using short = await receiver({ maxConsentValidity: 'P6M' });
    expect(await codeFor(short, '2026-09-02T12:00:00Z')).toBe(201);
    expect(await codeFor(short, '2026-09-02T12:00:01Z')).toBe(refused);
    await using endless = await receiver({ maxConsentValidity: 'none' });
    expect(await codeFor(endless, '2300-01-01T00:00:00Z')).toBe(201);
    expect(await codeFor(endless, '9999-12-31T00:00:00Z')).toBe(refused);
  });

  test('CON-4.3.6 is malformed when it is no instant, or has an offset or fractions', async () => {
    await using world = await receiver();
    const texts = [
      '2026-06-01',
      '2026-02-30T00:00:00Z',
      '3001-02-29T00:00:00Z',
      '2026-06-01T00:00:00-03:00',
      '2026-06-01T00:00:00.5Z',
      '',
    ];
    for (const text of texts) expect([text, await codeFor(world, text)]).toEqual([text, 'PARAMETRO_INVALIDO']);
  });
});

describe('a 422 that nobody specified', () => {
  const cases = [
    ['POST', '/consents', { data: asked }, 'ERRO_NAO_MAPEADO'],
    ['POST', '/consents/urn:a:b/extends', { data: {} }, 'ERRO_NAO_MAPEADO'],
    ['DELETE', '/consents/urn:a:b', undefined, 'CONSENTIMENTO_EM_STATUS_REJEITADO'],
    ['GET', '/consents/urn:a:b/extensions', undefined, 'PAGE_NOT_FOUND'],
  ] as const;

  test.each(cases)('CON-4.3.8 is called as %s %s calls it, asked for or arranged', async (method, path, body, code) => {
    await using world = await receiver();
    const send = (headers: Record<string, string> = {}) =>
      call(world.bank, path, { method, token: world.token, body, headers });
    const preferred = await send({ prefer: 'code=422' });
    await world.bank.faults.put([{ match: { api: 'consents' }, answer: { status: 422 } }]);
    const struck = await send();
    expect([preferred, struck].map((answer) => [answer.status, codesOf(answer)])).toEqual([
      [422, [code]],
      [422, [code]],
    ]);
  });
});
