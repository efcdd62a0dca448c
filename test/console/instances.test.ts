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

test('what happens on another instance is seen within a second: a status, the clock, a call', async () => {
  const store = await database.newDatabase();
  await using one = await startTransmissora({ scenario: 'joint-account-approved', store, logLevel: 'silent' });
  await using other = await startTransmissora({ store, logLevel: 'silent' });
  await using console = await openConsole(browser, { bank: one });
  const { page } = console;
  const holding = page.getByRole('link', { name: /conta-alcada-3/ });
  await holding.waitFor();
  // A busy machine is no failure: it is enough that one of a few is.
  const isSeen = async (count: number): Promise<boolean> => {
    const to = count % 2 === 0 ? 'TEMPORARILY_UNAVAILABLE' : 'AVAILABLE';
    await other.resources.transition('conta-alcada-3', to);
    const shown = holding.locator('.chip', { hasText: new RegExp(`\\s${to}$`) });
    return shown.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => shown.waitFor().then(() => false),
    );
  };
  let seen = false;
  for (let count = 0; count < 6 && !seen; count++) seen = await isSeen(count);
  expect(seen).toBe(true);
  await other.clock.advance('P1D');
  await page.locator(`time.clock-time[datetime="${await other.clock.now()}"]`).waitFor();
  await page.getByRole('link', { name: 'Tráfego' }).click();
  const { access_token: token } = await other.token({ consent: 'marina' });
  await fetch(`${other.url}${LIST}`, { headers: headersFor(token) });
  await page.getByRole('link', { name: /200 GET \/open-banking\/resources/ }).waitFor();
});
