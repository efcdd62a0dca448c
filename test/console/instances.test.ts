import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTransmissora } from '../../src/index.js';
import { headersFor, LIST } from '../http/calls.js';
import { openBrowser } from '../support/browser.js';
import { postgresServer, type PostgresServer } from '../support/postgres.js';
import { complaints, openConsole } from './opened.js';

jest.setTimeout(90_000);

let browser: Browser;
let database: PostgresServer;
beforeAll(async () => {
  [browser, database] = await Promise.all([openBrowser(), postgresServer()]);
});
afterAll(async () => {
  await browser?.close();
  await database[Symbol.asyncDispose]();
});
afterEach(() => expect(complaints.splice(0)).toEqual([]));

test('what happens on another instance is seen without anybody asking: a status, the clock, a call', async () => {
  const store = await database.newDatabase();
  await using one = await startTransmissora({ scenario: 'joint-account-approved', store, logLevel: 'silent' });
  await using other = await startTransmissora({ store, logLevel: 'silent' });
  await using console = await openConsole(browser, { bank: one });
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
