import { describe, expect, test } from '@jest/globals';
import { PERMISSIONS } from '../../../src/openfinance/vocabulary.js';
import { ANA, admin, askResources, BRUNO, PADARIA } from '../../support/receiver.js';
import {
  ACCOUNTS,
  call,
  clientOf,
  codesOf,
  company,
  EXCHANGE,
  extend,
  FROM,
  person,
  receiver,
  userToken,
} from './official.js';

const ana = person(ANA.cpf);
const ALL = PERMISSIONS.filter((permission) => !permission.startsWith('CUSTOMERS_BUSINESS'));
const END = '2026-06-01T00:00:00Z';
const ENDS = ['2026-07-01T00:00:00Z', '2026-08-01T00:00:00Z', '2026-09-01T00:00:00Z'];

type World = Awaited<ReturnType<typeof receiver>>;

async function authorised(world: World, data: object = {}) {
  const consentId = await world.asked({ loggedUser: ana, permissions: ALL, expirationDateTime: END, ...data });
  await world.bank.consents.authorise(consentId);
  return { consentId, token: await userToken(world.bank, consentId) };
}

/** What a consent's extension answers: the code of its refusal, or its status. */
async function extending(world: World, { consentId, token }: { consentId: string; token: string }, asked: object) {
  const answer = await extend(world.bank, consentId, token, { loggedUser: ana, ...asked });
  return answer.status === 422 ? codesOf(answer)[0] : answer.status;
}

/** The situations the functional suite brings about, each by the name of its module. */
const SITUATIONS: Readonly<Record<string, (world: World) => Promise<void>>> = {
  preflight: async (world) => {
    expect((await world.ask({ loggedUser: ana, permissions: ALL })).status).toBe(201);
  },
  core: async (world) => {
    const asked = await world.ask({ loggedUser: ana, permissions: ALL, expirationDateTime: END });
    const { consentId = '', permissions } = asked.body.data ?? {};
    expect([asked.status, asked.headers.get('x-v'), permissions]).toEqual([201, '3.3.1', ALL]);
    await world.bank.consents.authorise(consentId);
    const read = await world.read(consentId);
    expect([read.status, read.headers.get('x-v'), read.body.data?.status]).toEqual([200, '3.3.1', 'AUTHORISED']);
  },
  'client-limits': async (world) => {
    const { consentId } = await authorised(world);
    const second = await clientOf(world.bank, 'segunda-receptora');
    expect([(await second.read(consentId)).status, (await second.end(consentId)).status]).toEqual([403, 403]);
    expect((await world.end(consentId)).status).toBe(204);
    expect((await world.dataOf(consentId)).status).toBe('REJECTED');
  },
  delete: async (world) => {
    const { consentId, token } = await authorised(world);
    expect((await world.end(consentId)).status).toBe(204);
    expect(await world.dataOf(consentId)).toMatchObject({
      status: 'REJECTED',
      rejection: { rejectedBy: 'USER', reason: { code: 'CUSTOMER_MANUALLY_REVOKED' } },
    });
    expect((await askResources(world.bank, { accessToken: token })).status).toBe(401);
  },
  'revoked-aspsp': async (world) => {
    const { consentId } = await authorised(world);
    await admin(world.bank, 'POST', `/consents/${consentId}/revoke`, {});
    expect((await world.dataOf(consentId)).rejection).toEqual({
      rejectedBy: 'USER',
      reason: { code: 'CUSTOMER_MANUALLY_REVOKED' },
    });
  },
  'extension-invalid-status-rejected': async (world) => {
    const consent = await authorised(world);
    await world.end(consent.consentId);
    expect(await extending(world, consent, { expirationDateTime: ENDS[0] })).toBe(401);
  },
  'invalid-logged-user-extension': async (world) => {
    const asked = { expirationDateTime: ENDS[0] };
    expect(await extending(world, await authorised(world), { ...asked, loggedUser: person(BRUNO.cpf) })).toBe(403);
    const ofCompany = await authorised(world, { permissions: EXCHANGE, businessEntity: company(PADARIA.cnpj) });
    expect(await extending(world, ofCompany, { ...asked, businessEntity: company('12ABC34501DE35') })).toBe(403);
  },
  'extension-invalid-status': async (world) => {
    const consentId = await world.asked({ loggedUser: ana, permissions: ALL });
    const token = await userToken(world.bank, consentId);
    expect(await extending(world, { consentId, token }, { expirationDateTime: ENDS[0] })).toBe(401);
    expect(await extending(world, { consentId, token: world.token }, { expirationDateTime: ENDS[0] })).toBe(401);
  },
  'multiple-consents-extension-cond': async (world) => {
    await world.bank.customers.create(ANA);
    await world.bank.resources.create(ANA.cpf, { type: 'ACCOUNT', status: 'PENDING_AUTHORISATION' });
    const consent = await authorised(world, { permissions: ACCOUNTS });
    expect(await extending(world, consent, { expirationDateTime: ENDS[0] })).toBe('DEPENDE_MULTIPLA_ALCADA');
  },
  'extension-security': async (world) => {
    const consent = await authorised(world);
    const data = { loggedUser: ana, expirationDateTime: ENDS[0] };
    const bare = { 'x-fapi-customer-ip-address': undefined };
    expect((await extend(world.bank, consent.consentId, consent.token, data, bare)).status).toBe(400);
    expect((await extend(world.bank, consent.consentId, world.token, data)).status).toBe(401);
  },
  'extension-past-expiration': async (world) => {
    const consent = await authorised(world);
    expect(await extending(world, consent, { expirationDateTime: '2026-03-01T00:00:00Z' })).toBe(
      'DATA_EXPIRACAO_INVALIDA',
    );
  },
  'extension-core': async (world) => {
    const consent = await authorised(world);
    const data = { loggedUser: ana, expirationDateTime: ENDS[0] };
    const { status, headers } = await extend(world.bank, consent.consentId, consent.token, data);
    expect([status, headers.get('x-v')]).toEqual([201, '3.3.1']);
    expect((await world.dataOf(consent.consentId)).expirationDateTime).toBe(ENDS[0]);
    const { body } = await world.extensions(consent.consentId);
    expect(body.data).toMatchObject([{ expirationDateTime: ENDS[0], previousExpirationDateTime: END }]);
  },
  'multiples-extensions': async (world) => {
    const consent = await authorised(world);
    for (const expirationDateTime of ENDS) expect(await extending(world, consent, { expirationDateTime })).toBe(201);
    const { body } = await world.extensions(consent.consentId);
    expect(body.data?.map(({ expirationDateTime }) => expirationDateTime)).toEqual(ENDS.toReversed());
  },
  'negative-extensions': async (world) => {
    const consent = await authorised(world);
    expect(await extending(world, consent, { expirationDateTime: ENDS[1] })).toBe(201);
    for (const expirationDateTime of [ENDS[0], ENDS[1]]) {
      expect(await extending(world, consent, { expirationDateTime })).toBe('DATA_EXPIRACAO_INVALIDA');
    }
    await world.bank.clock.advance('PT1M');
    expect(await extending(world, consent, { expirationDateTime: ENDS[2] })).toBe(201);
    const { body } = await world.extensions(consent.consentId);
    expect(body.data?.map(({ requestDateTime }) => requestDateTime)).toEqual([
      '2026-03-02T12:01:00Z',
      '2026-03-02T12:00:00Z',
    ]);
  },
  negative: async (world) => {
    const sets = [
      ['RESOURCES_READ'],
      ['ACCOUNTS_READ'],
      ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'],
      ['ACCOUNTS_READ', 'RESOURCES_READ'],
      ['CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_BILLS_READ', 'RESOURCES_READ'],
      ['LOANS_READ', 'RESOURCES_READ'],
      ['FUNDS_READ', 'RESOURCES_READ'],
    ];
    for (const permissions of sets) {
      expect([permissions, codesOf(await world.ask({ loggedUser: ana, permissions }))]).toEqual([
        permissions,
        ['COMBINACAO_PERMISSOES_INCORRETA'],
      ]);
    }
    const ends = { '2026-03-01T00:00:00Z': 422, '2021-01-01T00:00:00+00:00': 400, '2026-06-01': 400 };
    for (const [expirationDateTime, status] of Object.entries(ends)) {
      const answer = await world.ask({ loggedUser: ana, permissions: ALL, expirationDateTime });
      expect([expirationDateTime, answer.status]).toEqual([expirationDateTime, status]);
    }
  },
  'permission-groups': async (world) => {
    await world.bank.offer.put({ sells: ['CREDIT_CARD_ACCOUNT'] });
    const { status, body } = await world.ask({ loggedUser: ana, permissions: EXCHANGE });
    expect([status, body.data?.permissions]).toEqual([201, EXCHANGE]);
    expect(codesOf(await world.ask({ loggedUser: ana, permissions: ACCOUNTS }))).toEqual([
      'SEM_PERMISSOES_FUNCIONAIS_RESTANTES',
    ]);
  },
  'operational-limits': async (world) => {
    const { consentId } = await authorised(world);
    for (let made = 0; made < 600; made += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => world.read(consentId)));
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    }
  },
  'expired-consent': async (world) => {
    const { consentId } = await authorised(world, { expirationDateTime: '2026-03-02T12:03:00Z' });
    await world.bank.clock.advance('PT3M');
    expect(await world.dataOf(consentId)).toMatchObject({
      status: 'REJECTED',
      rejection: { rejectedBy: 'ASPSP', reason: { code: 'CONSENT_MAX_DATE_REACHED' } },
    });
    expect((await world.end(consentId)).status).toBe(422);
  },
  'bad-consents': async (world) => {
    expect(codesOf(await world.ask({ loggedUser: ana, permissions: PERMISSIONS }))).toEqual([
      'PERMISSAO_PF_PJ_EM_CONJUNTO',
    ]);
    for (const id of [undefined, 'not-a-uuid']) {
      const answer = await call(world.bank, '/consents', {
        method: 'POST',
        token: world.token,
        body: { data: { loggedUser: ana, permissions: ALL } },
        headers: { ...FROM, 'x-fapi-interaction-id': id },
      });
      expect([id, answer.status]).toEqual([id, 400]);
      expect(answer.headers.get('x-fapi-interaction-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  },
};

describe('the situations of the functional suite', () => {
  test('are nineteen', () => {
    expect(Object.keys(SITUATIONS)).toHaveLength(19);
  });

  test.each(Object.entries(SITUATIONS))('%s', async (_name, walk) => {
    await using world = await receiver();
    await walk(world);
  });
});
