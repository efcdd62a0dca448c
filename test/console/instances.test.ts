import { afterAll, beforeAll, test } from '@jest/globals';
import { startTransmissora } from '../../src/index.js';
import { headersFor, LIST } from '../http/calls.js';
import { postgresServer, type PostgresServer } from '../support/postgres.js';
import { consoleTests } from './opened.js';

const openConsole = consoleTests();

let database: PostgresServer;
beforeAll(async () => {
  database = await postgresServer();
});
afterAll(() => database[Symbol.asyncDispose]());

test('what happens on another instance is seen without anybody asking: a status, the clock, a call', async () => {
  const store = await database.newDatabase();
  await using one = await startTransmissora({ scenario: 'joint-account-approved', store, logLevel: 'silent' });
  await using other = await startTransmissora({ store, logLevel: 'silent' });
  await using console = await openConsole({ bank: one });
  const { page } = console;
  const holding = page.getByRole('link', { name: /conta-alcada-3/ });
  await holding.waitFor();
  await other.resources.transition('conta-alcada-3', 'TEMPORARILY_UNAVAILABLE');
  await holding.getByText('TEMPORARILY_UNAVAILABLE').waitFor();
  await other.clock.advance('P1D');
  await page.locator(`time.clock-time[datetime="${await other.clock.now()}"]`).waitFor();
  await page.getByRole('link', { name: 'Tráfego' }).click();
  const [consent] = await other.consents.list();
  const { access_token: token } = await other.token({ consentId: consent?.consentId ?? '' });
  await fetch(`${other.url}${LIST}`, { headers: headersFor(token) });
  await page.getByRole('link', { name: /200 GET \/open-banking\/resources/ }).waitFor();
});
