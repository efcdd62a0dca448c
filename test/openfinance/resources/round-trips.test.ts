import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { decodeJwt, SignJWT } from 'jose';
import pg from 'pg';
import { ALGORITHM, sharedKeys } from '../../../src/openfinance/auth/keys.js';
import { AUTH_RECORDS } from '../../../src/openfinance/auth/records.js';
import { CPF, list, type Opened, opened } from '../../http/calls.js';
import { postgresServer, type PostgresServer } from '../../support/postgres.js';

let server: PostgresServer;
let one: Opened;
let consentId: string;
let token: string;
beforeAll(async () => {
  server = await postgresServer();
  one = await opened({ store: await server.newDatabase() });
});
afterAll(async () => {
  await one[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const NAMED = 'frozen-long-ago';

beforeEach(async () => {
  await one.bank.reset();
  await one.bank.customers.create({ cpf: CPF, clock: NAMED });
  await one.bank.resources.create(CPF, { type: 'LOAN', resourceId: 'loan-1' });
  const created = await one.bank.consents.create({ customerId: CPF, permissions: 'all' });
  consentId = created.consentId;
  token = created.accessToken ?? '';
  expect((await list({ bank: one.bank, token })).status).toBe(200);
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** What the server is asked about documents from now on: what the journal writes and what tells other instances is aside. */
function statements(heard: () => void = () => undefined): readonly string[] {
  const told: string[] = [];
  const client = pg.Client.prototype as unknown as { query: (this: unknown, ...args: unknown[]) => unknown };
  const { query } = client;
  jest.spyOn(client, 'query').mockImplementation(function (this: unknown, ...args) {
    const [asked] = args as [string | { readonly text: string }];
    const sql = typeof asked === 'string' ? asked : asked.text;
    if (!/transmissora_(?:journal|changes)/.test(sql)) {
      told.push(sql);
      heard();
    }
    return query.apply(this, args);
  });
  return told;
}

/** The same token, as the authorization server would give it: it counts as long as its record is there. */
async function recorded(): Promise<string> {
  const { store } = one.running.house;
  if (!store.shared) throw new Error('this store is not shared');
  const keys = await sharedKeys(store.shared);
  const jti = randomUUID();
  await store.transaction((tx) => tx.put(AUTH_RECORDS.AccessToken, jti, { payload: {} }));
  return new SignJWT({ ...decodeJwt(token), jti, recorded: true })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: keys.kid })
    .sign(keys.privateKey);
}

describe('on PostgreSQL, a list that was served before', () => {
  test.each([
    ['of the admin API', () => Promise.resolve(token)],
    ['of the authorization server', recorded],
  ])('takes one round trip to be served again with a token %s', async (_what, tokenOf) => {
    const used = await tokenOf();
    expect((await list({ bank: one.bank, token: used })).status).toBe(200);
    const told = statements();
    expect((await list({ bank: one.bank, token: used })).status).toBe(200);
    expect(told).toHaveLength(1);
  });

  test('with a token never seen here takes no more than it must', async () => {
    const used = await recorded();
    const told = statements();
    expect((await list({ bank: one.bank, token: used })).status).toBe(200);
    expect(told.length).toBeLessThanOrEqual(5);
  });

  test('is read from where its documents say, when that is no longer where they said before', async () => {
    const image = await one.running.house.store.dump([]);
    const moved = JSON.parse(JSON.stringify(image).replaceAll(`"clock":"${NAMED}"`, '"clock":"later"'));
    moved.clocks = [
      { id: 'later', value: { name: 'later', frozen: true, now: Date.now() + 60_000, setAt: Date.now() } },
      ...moved.clocks,
    ];
    await one.running.house.store.restore(moved, []);
    const { status, body } = await list({ bank: one.bank, token });
    expect(status).toBe(200);
    const later = new Date(moved.clocks[0].value.now).toISOString();
    expect(body.meta.requestDateTime).toBe(later.replace(/\.\d+Z/, 'Z'));
  });

  test('shows what was written while a fault held the call back', async () => {
    await one.bank.faults.put([{ match: { api: 'resources' }, answer: { delay: 'PT1S' } }]);
    const begun = new Promise<void>((resolve) => {
      statements(resolve);
    });
    const answer = list({ bank: one.bank, token });
    await begun;
    await one.bank.consents.revoke(consentId);
    expect((await answer).status).toBe(401);
  });

  test('is refused at once when its token is revoked', async () => {
    const used = await recorded();
    expect((await list({ bank: one.bank, token: used })).status).toBe(200);
    const { store } = one.running.house;
    await store.transaction((tx) => tx.delete(AUTH_RECORDS.AccessToken, String(decodeJwt(used).jti)));
    expect((await list({ bank: one.bank, token: used })).status).toBe(401);
  });
});
