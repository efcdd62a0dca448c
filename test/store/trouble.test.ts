import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startTransmissora } from '../../src/index.js';
import { CPF, call, headersFor, LIST } from '../http/calls.js';
import { admin } from '../support/receiver.js';
import { OWN_SERVER, postgresServer } from '../support/postgres.js';
import { scratchFolder } from './scratch.js';

const NOW = '2026-03-02T12:00:00Z';
const ALICE = { cpf: CPF, resources: [{ id: 'loan', type: 'LOAN' as const }] };
const SCENARIO = {
  name: 'trouble',
  about: 'One customer with a loan.',
  clock: { now: NOW, frozen: true },
  customers: { alice: ALICE },
  consents: { alice: { customer: 'alice', permissions: 'all' as const } },
};
const CONSENT = {
  data: {
    loggedUser: { document: { identification: CPF, rel: 'CPF' } },
    permissions: ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'],
    expirationDateTime: '2026-06-02T12:00:00Z',
  },
};

type Bank = Awaited<ReturnType<typeof startTransmissora>>;

const readiness = async ({ url }: Bank): Promise<readonly [number, number]> => [
  (await call(`${url}/readyz`)).status,
  (await call(`${url}/healthz`)).status,
];

const askForConsent = async (bank: Bank, token: string) =>
  call(`${bank.url}/open-banking/consents/v3/consents`, {
    method: 'POST',
    headers: { ...headersFor(token), 'content-type': 'application/json' },
    body: JSON.stringify(CONSENT),
  });

describe('a data file that cannot be written', () => {
  test('is said to whoever writes, in the words of each API; readers go on; it recovers by itself, with all it promised', async () => {
    await using folder = await scratchFolder();
    const file = join(folder.path, 'kept', 'data.json');
    const options = { store: `file:${file}`, scenario: SCENARIO, logLevel: 'silent' };
    const bank = await startTransmissora(options);
    const { access_token: own } = await bank.token({});
    const { access_token: bound } = await bank.token({ consent: 'alice' });
    const list = () => call(`${bank.url}${LIST}`, { headers: headersFor(bound) });
    // The first list is a fact of its own: from then on it is ready.
    expect((await list()).status).toBe(200);
    await bank.resources.create(CPF, { type: 'ACCOUNT', resourceId: 'before' });

    await rename(dirname(file), join(folder.path, 'away'));
    await writeFile(dirname(file), 'a file where the folder was');
    const refused = await admin(bank, 'POST', `/customers/${CPF}/resources`, { type: 'ACCOUNT', resourceId: 'during' });
    expect([refused.status, refused.body['title']]).toEqual([503, 'Store unavailable']);
    const official = await askForConsent(bank, own);
    expect([official.status, official.body.errors.map(({ code }) => code)]).toEqual([500, ['ERRO_INTERNO']]);
    expect((await list()).status).toBe(200);
    expect(await readiness(bank)).toEqual([503, 200]);

    await rm(dirname(file));
    await rename(join(folder.path, 'away'), dirname(file));
    expect(await readiness(bank)).toEqual([200, 200]);
    await bank.resources.create(CPF, { type: 'ACCOUNT', resourceId: 'after' });
    await bank.close();

    await using again = await startTransmissora(options);
    const { resources } = await again.customers.get(CPF);
    expect(resources.map(({ resourceId }) => resourceId)).toEqual(expect.arrayContaining(['before', 'after']));
  });
});

describe('a database that goes away', () => {
  // A server lent to the tests is not theirs to stop.
  if (OWN_SERVER)
    test('is said to everybody, in the words of each API; it recovers by itself', async () => {
      await using server = await postgresServer();
      const store = await server.newDatabase();
      await using bank = await startTransmissora({ store, scenario: SCENARIO, logLevel: 'silent' });
      const { access_token: bound } = await bank.token({ consent: 'alice' });
      const list = () => call(`${bank.url}${LIST}`, { headers: headersFor(bound) });
      expect((await list()).status).toBe(200);

      await server.stop();
      const official = await list();
      expect([official.status, official.body.errors.map(({ code }) => code)]).toEqual([500, ['ERRO_INTERNO']]);
      expect(official.headers.get('x-fapi-interaction-id')).not.toBeNull();
      expect((await admin(bank, 'GET', '/customers')).status).toBe(503);
      expect((await admin(bank, 'GET', '/requests')).status).toBe(503);
      expect(await readiness(bank)).toEqual([503, 200]);

      await server.start();
      expect(await readiness(bank)).toEqual([200, 200]);
      expect((await list()).status).toBe(200);
      const { requests } = await bank.requests.find({ api: 'resources' });
      expect(requests.map(({ status }) => status)).toEqual([200, 500, 200]);
    });
});
