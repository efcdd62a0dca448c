import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../src/index.js';
import { call, CPF, headersFor, LIST, NOW } from './http/calls.js';
import { type Administrator, administrator, approvalOf, CNPJS, RELEASED, send } from './otdx/administrator.js';
import { PORTFOLIO } from './otdx/world.js';
import { postgresServer, type PostgresServer } from './support/postgres.js';

/** Two instances on one database: what either is told, the very next request finds on the other. */
interface World {
  readonly consentId: string;
  readonly token: string;
}

const ACCOUNTS = '/open-banking/accounts/v2/accounts';
const PUBLIC = 'https://banco.test';
const JOURNAL_SIZE = 50;

const SCENARIO = {
  name: 'accounts',
  about: 'One customer with thirty accounts.',
  customers: { alice: { cpf: CPF, resources: [{ id: 'acc', type: 'ACCOUNT' as const, count: 30 }] } },
};

let server: PostgresServer;
let one: Bank;
let other: Bank;
let ana: Administrator;
let begun = '';
let world: World;
beforeAll(async () => {
  server = await postgresServer();
  const settings = {
    store: await server.newDatabase(),
    publicUrl: PUBLIC,
    limits: 'official',
    journalSize: JOURNAL_SIZE,
    now: NOW,
    scenario: SCENARIO,
  };
  one = await startTransmissora(settings);
  other = await startTransmissora(settings);
  await one.otdx.createPortfolio(PORTFOLIO);
  await one.otdx.release('43421', { date: '2026-03-02', ...RELEASED });
  ana = await administrator(one, 'ana', 'azul');
  begun = await one.snapshot();
});
afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await one.restore(begun);
  const { consentId, accessToken = '' } = await one.consents.create({ customerId: CPF, permissions: 'all' });
  world = { consentId, token: accessToken };
});

const get = ({ url }: Bank, path = LIST, { token } = world) => call(`${url}${path}`, { headers: headersFor(token) });
const statusOf = async (bank: Bank, path = LIST): Promise<number> => (await get(bank, path)).status;
const listed = async (bank: Bank, id = 'acc-1') =>
  (await get(bank, `${LIST}?page-size=100`)).body.data.find(({ resourceId }) => resourceId === id)?.status;
const posted = (bank: Bank, path: string, body: object) => send(bank, 'POST', path, { body });
const asAna = (bank: Bank, method: string, path: string, body?: object) =>
  send(bank, method, path, { body, headers: { authorization: `Token ${ana.token}` } });
/** What a call on each instance in turn is answered. */
async function inTurn<T>(ask: (bank: Bank) => Promise<T>, times: number): Promise<readonly T[]> {
  const answers: T[] = [];
  for (let count = 0; count < times; count += 1) answers.push(await ask(count % 2 === 0 ? one : other));
  return answers;
}

/** `tell` is done on one instance; `ask` is what the other says, before and after. */
interface Row {
  readonly tell: (world: World) => Promise<unknown>;
  readonly ask: (bank: Bank, world: World) => Promise<unknown>;
  readonly before: unknown;
  readonly after: unknown;
}

const IDS = ['4a1c2b7e-93a4-4d8b-8f6e-2a1f4c7d9e10', '5b1c2b7e-93a4-4d8b-8f6e-2a1f4c7d9e11'] as const;
const REPROCESSING = '/service/reprocessamento';
const MISTAKE = { codigoCarteira: '43421', dataReprocessamento: '2026-03-02' };
const LOAN = { type: 'LOAN', resourceId: 'loan' } as const;
const COUNTED = { match: { api: 'resources' }, answer: { status: 529 }, times: 3 } as const;
const OUTAGE = { outageTime: 'P1D', duration: 'PT1H', isPartial: false, explanation: 'Manutenção.' } as const;

const ROWS: Readonly<Record<string, Row>> = {
  'a customer': {
    tell: () => one.customers.create({ cpf: '52998224725' }),
    ask: async (bank) => (await bank.customers.list()).length,
    before: 1,
    after: 2,
  },
  'a customer removed': {
    tell: () => one.customers.remove(CPF),
    ask: (bank) => statusOf(bank),
    before: 200,
    after: 401,
  },
  'a holding': {
    tell: () => one.resources.create(CPF, LOAN),
    ask: (bank) => listed(bank, 'loan'),
    before: undefined,
    after: 'AVAILABLE',
  },
  'a move of a holding': {
    tell: () => one.resources.transition('acc-1', 'TEMPORARILY_UNAVAILABLE'),
    ask: (bank) => listed(bank),
    before: 'AVAILABLE',
    after: 'TEMPORARILY_UNAVAILABLE',
  },
  'a holding closed': {
    tell: () => one.resources.close('acc-1'),
    ask: async (bank) => 'closedAt' in (await bank.resources.get('acc-1')),
    before: false,
    after: true,
  },
  'a consent': {
    tell: () => one.consents.create({ customerId: CPF, permissions: 'all' }),
    ask: async (bank) => (await bank.consents.list(CPF)).length,
    before: 1,
    after: 2,
  },
  'a consent revoked, and its token with it': {
    tell: ({ consentId }) => one.consents.revoke(consentId),
    ask: (bank) => statusOf(bank),
    before: 200,
    after: 401,
  },
  'a preparation': {
    tell: ({ consentId }) => one.consents.prepare(consentId, 'PT1M'),
    ask: async (bank, { consentId }) => (await bank.consents.answer(consentId)).status,
    before: 200,
    after: 202,
  },
  'a clock': {
    tell: () => one.clock.advance('P1D'),
    ask: (bank) => bank.clock.now(),
    before: NOW,
    after: '2026-03-03T12:00:00Z',
  },
  'a clock of its own name': {
    tell: () => one.clockNamed('ana').set({ now: '2030-01-01T00:00:00Z', frozen: true }),
    ask: async (bank) =>
      bank
        .clockNamed('ana')
        .now()
        .catch(() => 'unknown'),
    before: 'unknown',
    after: '2030-01-01T00:00:00Z',
  },
  'a fault': {
    tell: () => one.faults.put([{ answer: { status: 529 } }]),
    ask: (bank) => statusOf(bank),
    before: 200,
    after: 529,
  },
  'what is left of a fault': {
    tell: async () => {
      await one.faults.put([COUNTED]);
      await get(one);
    },
    ask: async (bank) => (await bank.faults.get()).map(({ times }) => times),
    before: [],
    after: [2],
  },
  'a deviation': {
    tell: () => one.deviations.put([{ id: 'total-records-off' }]),
    ask: async (bank) => (await get(bank)).headers.get('x-transmissora-deviation'),
    before: null,
    after: 'total-records-off',
  },
  'what is left of a deviation': {
    tell: async () => {
      await one.deviations.put([{ id: 'total-records-off', times: 3 }]);
      await get(one);
    },
    ask: async (bank) => (await bank.deviations.get()).map(({ times }) => times),
    before: [],
    after: [2],
  },
  'an outage': {
    tell: () => one.outages.put([OUTAGE]),
    ask: async (bank) => (await get(bank, '/open-banking/discovery/v2/outages')).body.data.length,
    before: 0,
    after: 1,
  },
  'an offer': {
    tell: () => one.offer.put({ sells: ['LOAN'] }),
    ask: async (bank) => (await bank.offer.get()).sells,
    before: expect.arrayContaining(['ACCOUNT', 'LOAN']),
    after: ['LOAN'],
  },
  'a situation': {
    tell: ({ consentId }) => one.situations.mark({ consentId, what: 'user-revoked-at-receiver' }),
    ask: async (bank, { consentId }) =>
      (await bank.receiverReport({ consentId })).results.find(({ rule }) => rule === 'RCV-26')?.verdict,
    before: 'skip',
    after: 'fail',
  },
  'a scenario loaded': {
    tell: () => one.scenarios.load('nothing-held'),
    ask: async (bank) => (await bank.customers.list()).length > 1,
    before: false,
    after: true,
  },
  'an exchange of the journal': {
    tell: async () => {
      await one.requests.clear();
      await get(one);
      await one.requests.find();
    },
    ask: async (bank) => (await bank.requests.find({ api: 'resources', consentId: world.consentId })).requests.length,
    before: 0,
    after: 1,
  },
  'a snapshot put back': {
    tell: () => one.restore(begun),
    ask: async (bank) => (await bank.consents.list(CPF)).length,
    before: 1,
    after: 0,
  },
  'software of the directory': {
    tell: () => posted(one, '/directory/ssa', { organisationId: IDS[0], softwareId: IDS[1], jwks: { keys: [] } }),
    ask: async ({ url }) => (await call(`${url}/directory/keystore/${IDS[0]}/${IDS[1]}/application.jwks`)).status,
    before: 404,
    after: 200,
  },
  'a user of OTDX': {
    tell: () => one.otdx.createUser({ username: 'bia', password: 'senha', group: 'verde' }),
    ask: async (bank) => (await posted(bank, '/api-token-auth/', { username: 'bia', password: 'senha' })).status,
    before: 400,
    after: 200,
  },
  'a portfolio': {
    tell: () => one.otdx.createPortfolio({ ...PORTFOLIO, code: '55555', cnpj: CNPJS[1] }),
    ask: async (bank) => (await bank.otdx.list()).map(({ code }) => code),
    before: ['43421'],
    after: ['43421', '55555'],
  },
  'an approval': {
    tell: () => asAna(one, 'POST', '/nav/approval', approvalOf('2026-03-02')),
    ask: async (bank) => (await asAna(bank, 'GET', '/nav/approval/all')).body.total_items,
    before: 0,
    after: 1,
  },
  'a reprocessing request': {
    tell: () => asAna(one, 'POST', REPROCESSING, { ...MISTAKE, motivo: 'Preço errado.' }),
    ask: async (bank) => (await asAna(bank, 'GET', `${REPROCESSING}/all`)).body.total_items,
    before: 0,
    after: 1,
  },
};

describe('what one instance is told, the next request finds on the other', () => {
  test.each(Object.entries(ROWS))('%s', async (_what, { tell, ask, before, after }) => {
    expect(await ask(other, world)).toEqual(before);
    await tell(world);
    expect(await ask(other, world)).toEqual(after);
  });
});

describe('what is counted, is counted by both together', () => {
  test('a fault strikes as often as it may, and no more', async () => {
    await one.faults.put([COUNTED]);
    expect(await inTurn((bank) => statusOf(bank), 6)).toEqual([529, 529, 529, 200, 200, 200]);
    await one.faults.put([{ ...COUNTED, times: 7 }]);
    const atOnce = await Promise.all(Array.from({ length: 12 }, (_, count) => statusOf(count % 2 === 0 ? one : other)));
    expect(atOnce.filter((status) => status === 529)).toHaveLength(7);
  });

  test('so does a deviation', async () => {
    await one.deviations.put([{ id: 'total-records-off', times: 3 }]);
    const bent = await inTurn(async (bank) => (await get(bank)).headers.has('x-transmissora-deviation'), 5);
    expect(bent).toEqual([true, true, true, false, false]);
  });

  test('the calls of a month have one limit', async () => {
    const statuses = await inTurn((bank) => statusOf(bank, `${ACCOUNTS}/acc-1`), 10);
    expect(statuses).toEqual([...Array(8).fill(200), 423, 423]);
  });

  test('a pagination key that one gave is good on the other', async () => {
    const keyIn = (link = '') => new URL(link).searchParams.get('pagination-key');
    const { next } = (await get(one, ACCOUNTS)).body.links;
    const { body } = await get(other, next?.replace(PUBLIC, ''));
    expect(body.data).toHaveLength(5);
    expect(keyIn(body.links['prev'])).toBe(keyIn(next));
  });
});

describe('what an instance tells of itself', () => {
  const sampleOf = async ({ url }: Bank, name: string): Promise<number> => {
    const line = (await (await fetch(`${url}/metrics`)).text()).split('\n').find((text) => text.startsWith(`${name} `));
    return Number(line?.slice(name.length));
  };

  test('/metrics has the store’s reads and transactions, and the drops of the journal all share', async () => {
    await one.requests.clear();
    await Promise.all(Array.from({ length: JOURNAL_SIZE + 5 }, () => get(one)));
    await one.requests.find();
    for (const bank of [one, other]) {
      expect(await sampleOf(bank, 'transmissora_journal_dropped')).toBe(5);
      for (const operation of ['read', 'transaction'])
        expect(
          await sampleOf(bank, `transmissora_store_duration_seconds_count{operation="${operation}"}`),
        ).toBeGreaterThan(0);
    }
  });

  test('the trace a call belongs to is in the journal of all', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    await call(`${one.url}/nowhere`, { headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` } });
    await one.requests.find();
    expect((await other.requests.find({ limit: 1 })).requests).toMatchObject([{ traceId: trace }]);
  });
});

test('a reset is one of all instances', async () => {
  await one.reset();
  expect(await other.consents.list()).toEqual([]);
  expect((await other.customers.list()).map(({ customerId }) => customerId)).toEqual([CPF]);
});
