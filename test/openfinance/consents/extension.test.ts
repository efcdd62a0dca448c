import { describe, expect, test } from '@jest/globals';
import { ANA, admin, askResources, BRUNO, PADARIA } from '../../support/receiver.js';
import { ACCOUNTS, codesOf, company, EXCHANGE, extend, person, receiver, ruleOf, userToken } from './official.js';

const ana = person(ANA.cpf);
const END = '2026-06-01T00:00:00Z';
const LATER = '2026-09-01T00:00:00Z';

/** Ana's consent until END, authorised, with its token. */
async function world(data: object = {}, options: Parameters<typeof receiver>[0] = {}) {
  const made = await receiver(options);
  const consentId = await made.asked({ loggedUser: ana, permissions: EXCHANGE, expirationDateTime: END, ...data });
  await made.bank.consents.authorise(consentId);
  const token = await userToken(made.bank, consentId);
  return {
    ...made,
    consentId,
    token,
    extend: (asked: object, headers?: Record<string, string | undefined>) =>
      extend(made.bank, consentId, token, { loggedUser: ana, ...asked }, headers),
    history: async () => (await made.extensions(consentId)).body.data ?? [],
  };
}

describe('POST /consents/{consentId}/extends', () => {
  test('CON-4.2.2 moves the end and nothing else', async () => {
    await using made = await world();
    const before = await made.dataOf(made.consentId);
    await made.bank.clock.advance('P1D');
    const { status, headers, body } = await made.extend({ expirationDateTime: LATER });
    expect([status, headers.get('x-v')]).toEqual([201, '3.3.1']);
    expect(body.data).toEqual({ ...before, expirationDateTime: LATER });
    expect(body.links?.['self']).toMatch(`/consents/${made.consentId}`);
    expect(body.meta).toEqual({ requestDateTime: '2026-03-03T12:00:00Z' });
    expect(await made.dataOf(made.consentId)).toEqual({ ...before, expirationDateTime: LATER });
  });

  test('CON-4.2.2 keeps the token and the list alive past the old end, up to the new one', async () => {
    await using made = await world();
    await made.extend({ expirationDateTime: LATER });
    const answered = async () => (await askResources(made.bank, { accessToken: made.token })).status;
    await made.bank.clock.advance({ to: '2026-08-31T23:59:59Z' });
    expect(await answered()).toBe(200);
    await made.bank.clock.advance({ to: LATER });
    expect(await answered()).toBe(401);
    const { rejection, statusUpdateDateTime } = await made.dataOf(made.consentId);
    expect([rejection?.reason.code, statusUpdateDateTime]).toEqual(['CONSENT_MAX_DATE_REACHED', LATER]);
  });

  test('CON-4.2.2 answers every permission of the consent, EXCHANGES_READ too', async () => {
    await using made = await world({ permissions: [...ACCOUNTS, 'EXCHANGES_READ'] });
    const { status, body } = await made.extend({});
    expect([status, body.data?.permissions]).toEqual([201, (await made.dataOf(made.consentId)).permissions]);
    expect(body.data?.permissions).toContain('EXCHANGES_READ');
  });

  test('CON-4.2.2 without a date takes the end away, and no date can come back', async () => {
    await using made = await world();
    const { status, body } = await made.extend({});
    expect([status, body.data]).toEqual([201, expect.not.objectContaining({ expirationDateTime: expect.anything() })]);
    const refused = await made.extend({ expirationDateTime: '2300-01-01T00:00:00Z' });
    expect([refused.status, codesOf(refused)]).toEqual([422, ['DATA_EXPIRACAO_INVALIDA']]);
    await made.bank.clock.advance('P2Y');
    expect((await made.dataOf(made.consentId)).status).toBe('AUTHORISED');
  });

  test('CON-4.2.2 takes a date after now and after the current end, however far', async () => {
    await using made = await world();
    for (const expirationDateTime of ['2026-03-01T00:00:00Z', '2026-05-31T23:59:59Z', END]) {
      const { status, body } = await made.extend({ expirationDateTime });
      expect([status, body.errors]).toEqual([
        422,
        [
          {
            code: 'DATA_EXPIRACAO_INVALIDA',
            title: 'Nova data para expiração do consentimento é inválida.',
            detail:
              'O consentimento informado não pode ser renovado pois a nova data de expiração não segue a convenção do ecossistema.',
          },
        ],
      ]);
    }
    expect(await made.history()).toEqual([]);
    expect((await made.extend({ expirationDateTime: '2026-06-01T00:00:01Z' })).status).toBe(201);
    expect((await made.extend({ expirationDateTime: '2036-01-01T00:00:00Z' })).status).toBe(201);
    expect(codesOf(await made.extend({ expirationDateTime: '9999-12-31T23:59:59Z' }))).toEqual([
      'DATA_EXPIRACAO_INVALIDA',
    ]);
  });

  test('CON-4.2.2 may be limited by the institution', async () => {
    await using made = await world({}, { maxExtensionValidity: 'P1Y' });
    expect(codesOf(await made.extend({ expirationDateTime: '2027-03-02T12:00:01Z' }))).toEqual([
      'DATA_EXPIRACAO_INVALIDA',
    ]);
    expect((await made.extend({ expirationDateTime: '2027-03-02T12:00:00Z' })).status).toBe(201);
  });

  test('CON-4.2.2 with a date that is none is malformed', async () => {
    await using made = await world();
    for (const text of ['soon', '2026-02-30T00:00:00Z', '2026-09-01T00:00:00-03:00']) {
      expect([text, (await made.extend({ expirationDateTime: text })).status]).toEqual([text, 400]);
    }
  });

  test('CON-4.2.4 needs the address and the agent of the customer: 400 without, or with more than fits', async () => {
    await using made = await world();
    const wrong = [
      { 'x-fapi-customer-ip-address': undefined },
      { 'x-customer-user-agent': undefined },
      { 'x-fapi-customer-ip-address': 'x'.repeat(101) },
      { 'x-customer-user-agent': 'x'.repeat(256) },
    ];
    for (const headers of wrong) {
      expect([headers, (await made.extend({ expirationDateTime: LATER }, headers)).status]).toEqual([headers, 400]);
    }
    const longest = { 'x-fapi-customer-ip-address': 'x'.repeat(100), 'x-customer-user-agent': 'x'.repeat(255) };
    expect((await made.extend({ expirationDateTime: LATER }, longest)).status).toBe(201);
    expect(await made.history()).toHaveLength(1);
  });
});

describe('who may extend', () => {
  test('CON-4.2.3 a person’s consent: that person, and for no company', async () => {
    await using made = await world();
    const others = [
      { loggedUser: person(BRUNO.cpf) },
      { loggedUser: person('11111111111') },
      { businessEntity: company(PADARIA.cnpj) },
    ];
    for (const asked of others) {
      const answer = await made.extend({ expirationDateTime: LATER, ...asked });
      expect([asked, answer.status, ruleOf(answer)]).toEqual([asked, 403, 'CON-4.2.3']);
    }
    expect(await made.history()).toEqual([]);
  });

  test('CON-4.2.3 a company’s consent: anyone who acts for the same company', async () => {
    await using made = await world({ businessEntity: company(PADARIA.cnpj) });
    const statusOf = async (asked: object) => (await made.extend(asked)).status;
    expect(await statusOf({ expirationDateTime: LATER })).toBe(403);
    expect(await statusOf({ expirationDateTime: LATER, businessEntity: company('12ABC34501DE35') })).toBe(403);
    const padaria = { businessEntity: company(PADARIA.cnpj) };
    expect(await statusOf({ ...padaria, loggedUser: person('11111111111') })).toBe(403);
    expect(await statusOf({ ...padaria, expirationDateTime: LATER })).toBe(201);
    expect(await statusOf({ ...padaria, loggedUser: person(BRUNO.cpf) })).toBe(201);
  });

  test('CON-4.2.3 an arranged consent: the customer it was arranged for', async () => {
    await using made = await receiver();
    await made.bank.customers.create(ANA);
    const { consentId, accessToken = '' } = await made.bank.consents.create({
      customerId: ANA.cpf,
      permissions: 'all',
    });
    expect((await extend(made.bank, consentId, accessToken, { loggedUser: person(BRUNO.cpf) })).status).toBe(403);
    expect((await extend(made.bank, consentId, accessToken, { loggedUser: ana })).status).toBe(201);
  });

  test('CON-4.2.6 the bearer of the consent’s own token: 401 with the receiver’s, 403 with another’s or without openid', async () => {
    await using made = await world();
    const other = await made.asked({ loggedUser: ana, permissions: EXCHANGE });
    await made.bank.consents.authorise(other);
    const { access_token: receivers } = await made.bank.token({});
    const { access_token: closed } = await made.bank.token({ consentId: made.consentId, scope: 'resources' });
    const tokens = [receivers, await userToken(made.bank, other), closed];
    const asked = { loggedUser: ana, expirationDateTime: LATER };
    const statuses = tokens.map(async (token) => (await extend(made.bank, made.consentId, token, asked)).status);
    expect(await Promise.all(statuses)).toEqual([401, 403, 403]);
    const malformed = await extend(made.bank, made.consentId, await userToken(made.bank, other), {});
    expect([malformed.status, ruleOf(malformed)]).toEqual([403, 'CON-4.1.2']);
    expect(await made.history()).toEqual([]);
  });
});

describe('which consent may be extended', () => {
  test('CON-4.2.1 one that is AUTHORISED: 401 before and after, whatever is asked', async () => {
    await using made = await receiver();
    const consentId = await made.asked({ loggedUser: ana, permissions: EXCHANGE });
    const token = await userToken(made.bank, consentId);
    const asked = { loggedUser: ana, expirationDateTime: '2020-01-01T00:00:00Z' };
    expect((await extend(made.bank, consentId, token, asked)).status).toBe(401);
    await made.bank.consents.authorise(consentId);
    expect((await extend(made.bank, consentId, token, asked)).status).toBe(422);
    await made.end(consentId);
    expect((await extend(made.bank, consentId, token, asked)).status).toBe(401);
  });

  const JOINT = { type: 'ACCOUNT', resourceId: 'conjunta-1', status: 'PENDING_AUTHORISATION' } as const;

  test('CON-4.2.1 one that depends on a single approver; otherwise 422 DEPENDE_MULTIPLA_ALCADA', async () => {
    await using made = await receiver();
    await made.bank.customers.create(ANA);
    await made.bank.resources.create(ANA.cpf, JOINT);
    const consentId = await made.asked({ loggedUser: ana, permissions: ACCOUNTS, expirationDateTime: END });
    await made.bank.consents.authorise(consentId);
    const token = await userToken(made.bank, consentId);
    const answers = () => extend(made.bank, consentId, token, { loggedUser: ana, expirationDateTime: LATER });
    const { status, body } = await answers();
    expect([status, body.errors]).toEqual([
      422,
      [
        {
          code: 'DEPENDE_MULTIPLA_ALCADA',
          title: 'Necessário aprovação de múltipla alçada.',
          detail:
            'O consentimento informado não pode ser renovado sem redirecionamento porque depende de múltipla alçada para aprovação.',
        },
      ],
    ]);
    await made.bank.resources.transition('conjunta-1', 'AVAILABLE', { consentId });
    expect(codesOf(await answers())).toEqual(['DEPENDE_MULTIPLA_ALCADA']);
  });

  test('CON-4.2.1 a joint account that is not in the consent does not stand in its way', async () => {
    await using made = await receiver();
    await made.bank.customers.create(ANA);
    await made.bank.resources.create(ANA.cpf, JOINT);
    await made.bank.resources.create(ANA.cpf, { type: 'ACCOUNT', resourceId: 'conta-1' });
    const statusFor = async (permissions: readonly string[], selection?: { resourceIds: readonly string[] }) => {
      const consentId = await made.asked({ loggedUser: ana, permissions, expirationDateTime: END });
      await made.bank.consents.authorise(consentId, selection);
      return (await extend(made.bank, consentId, await userToken(made.bank, consentId), { loggedUser: ana })).status;
    };
    expect(await statusFor(EXCHANGE)).toBe(201);
    expect(await statusFor(ACCOUNTS, { resourceIds: ['conta-1'] })).toBe(201);
    expect(await statusFor(ACCOUNTS)).toBe(422);
  });
});

describe('GET /consents/{consentId}/extensions', () => {
  test('CON-4.2.5 tells each extension with the end it replaced, newest first', async () => {
    await using made = await world();
    const ends = ['2026-07-01T00:00:00Z', '2026-08-01T00:00:00Z', undefined];
    for (const expirationDateTime of ends) {
      await made.bank.clock.advance('P1D');
      await made.extend({ ...(expirationDateTime !== undefined && { expirationDateTime }) });
    }
    const { status, headers, body } = await made.extensions(made.consentId);
    expect([status, headers.get('x-v')]).toEqual([200, '3.3.1']);
    const same = { loggedUser: ana, xFapiCustomerIpAddress: '192.0.2.14', xCustomerUserAgent: 'Mozilla/5.0' };
    expect(body.data).toEqual([
      { ...same, requestDateTime: '2026-03-05T12:00:00Z', previousExpirationDateTime: ends[1] },
      {
        ...same,
        requestDateTime: '2026-03-04T12:00:00Z',
        expirationDateTime: ends[1],
        previousExpirationDateTime: ends[0],
      },
      {
        ...same,
        requestDateTime: '2026-03-03T12:00:00Z',
        expirationDateTime: ends[0],
        previousExpirationDateTime: END,
      },
    ]);
    expect(body.meta).toMatchObject({ totalRecords: 3, totalPages: 1 });
  });

  test('CON-4.2.5 is empty before the first, and stays readable when the consent has ended', async () => {
    await using made = await world();
    const empty = await made.extensions(made.consentId);
    expect(empty.body).toMatchObject({ data: [], meta: { totalRecords: 0, totalPages: 0 } });
    expect(Object.keys(empty.body.links ?? {})).toEqual(['self']);
    await made.extend({ expirationDateTime: LATER });
    await made.end(made.consentId);
    expect(await made.history()).toHaveLength(1);
  });

  test('CON-4.2.5 comes in pages of 25 at least', async () => {
    await using made = await world();
    for (let day = 1; day <= 27; day += 1) {
      const expirationDateTime = `2027-01-${String(day).padStart(2, '0')}T00:00:00Z`;
      expect((await made.extend({ expirationDateTime })).status).toBe(201);
    }
    const first = await made.extensions(made.consentId, '?page-size=10');
    expect(first.body.data).toHaveLength(25);
    expect(first.body.data?.[0]?.expirationDateTime).toBe('2027-01-27T00:00:00Z');
    expect(first.body.links?.['next']).toBe(
      `${made.bank.url}/open-banking/consents/v3/consents/${made.consentId}/extensions?page=2&page-size=25`,
    );
    const second = await made.extensions(made.consentId, '?page=2');
    expect(second.body.data?.map(({ expirationDateTime }) => expirationDateTime)).toEqual([
      '2027-01-02T00:00:00Z',
      '2027-01-01T00:00:00Z',
    ]);
    expect(codesOf(await made.extensions(made.consentId, '?page=3'))).toEqual(['PAGE_NOT_FOUND']);
  });

  test('CON-4.2.2 an extension is a fact: what the list was before it does not change', async () => {
    await using made = await world();
    await made.bank.clock.advance('P30D');
    await made.extend({ expirationDateTime: LATER });
    const then = async (at: string) =>
      (await admin(made.bank, 'GET', `/consents/${made.consentId}/resources?at=${at}`)).body['status'];
    expect(await then('2026-03-05T00:00:00Z')).toBe('AUTHORISED');
    expect(await then('2026-07-01T00:00:00Z')).toBe('AUTHORISED');
    expect(await then(LATER)).toBe('REJECTED');
  });
});
