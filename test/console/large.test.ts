import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../src/core/exchange.js';
import { headersFor, LIST, opened } from '../http/calls.js';
import { consoleTests } from './opened.js';

const openConsole = consoleTests();

describe('a large world', () => {
  test('of a thousand holdings stays smooth: only what is in view is on the page', async () => {
    await using console = await openConsole({ options: { scenario: 'many-resources' } });
    const { page, bank } = console;
    const list = page.getByRole('group', { name: 'O que tem nesta instituição' });
    await list.waitFor();
    expect(await list.getByRole('listitem').count()).toBeLessThan(60);
    await list.evaluate((element: unknown) => {
      Object.assign(element as object, { scrollTop: 1e9 });
    });
    await list.locator('[aria-posinset="1234"]').waitFor();
    expect(await list.getByRole('listitem').count()).toBeLessThan(60);
    const [consent] = await bank.consents.list();
    await console.visit(`/consents/${consent?.consentId}`);
    await page.getByText('todos: 1234').waitFor();
    expect(await page.getByRole('listitem').count()).toBeLessThan(400);
  });

  test('of ten thousand calls stays smooth, and follows the newest', async () => {
    await using opening = await opened({ scenario: 'demo' });
    const { bank, running } = opening;
    await fetch(`${bank.url}/open-banking/nothing`);
    const { id: _first, ...exchange } = (await running.house.journal.find()).exchanges[0] ?? ({} as Exchange);
    for (let count = 1; count < 10_000; count++) running.house.journal.append(exchange);
    await using console = await openConsole({ bank, path: '/traffic' });
    const { page } = console;
    await page.getByText('trocas: 10.000').waitFor();
    const list = page.getByRole('group', { name: 'Tráfego' });
    expect(await list.getByRole('listitem').count()).toBeLessThan(60);
    await list.locator('[aria-posinset="10000"]').waitFor();
    await fetch(`${bank.url}${LIST}`, { headers: headersFor((await bank.token({ consent: 'ana' })).access_token) });
    await list.getByRole('link', { name: /200 GET/ }).waitFor();
  });
});
