import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Exchange } from '../../src/core/exchange.js';
import { Bank, startTransmissora } from '../../src/index.js';
import { openBrowser } from '../support/browser.js';
import { CPF, headersFor, LIST, NOW, opened, world } from '../http/calls.js';
import { complaints, openConsole } from './opened.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
afterEach(() => expect(complaints.splice(0)).toEqual([]));

/** What is promised, and what the tests of a busy machine are given. Milliseconds. */
const SOON = { timeout: 5_000 };

describe('what happens elsewhere', () => {
  test('is seen without anybody asking: a status, the clock, a consent, a fault', async () => {
    await using console = await openConsole(browser, { options: { scenario: 'joint-account-approved' } });
    const { page, bank } = console;
    const holding = page.getByRole('link', { name: /conta-alcada-3/ });
    await holding.waitFor();
    await bank.resources.transition('conta-alcada-3', 'TEMPORARILY_UNAVAILABLE');
    await holding.getByText('TEMPORARILY_UNAVAILABLE').waitFor(SOON);
    await bank.clock.advance('P1D');
    await page.locator('time.clock-time[datetime="2026-03-03T12:00:00Z"]').waitFor(SOON);
    const before = await page.getByRole('link', { name: /AUTHORISED/ }).count();
    await bank.consents.create({ customerId: '99901200130', permissions: 'all' });
    await page
      .getByRole('link', { name: /AUTHORISED/ })
      .nth(before)
      .waitFor(SOON);
    await page.getByRole('link', { name: 'Falhas' }).click();
    await bank.faults.put([{ answer: { status: 503 } }]);
    await page.getByText('Todas as chamadas recebem 503.').waitFor(SOON);
  });

  test('is seen within a second', async () => {
    await using console = await openConsole(browser, { options: { scenario: 'demo' } });
    const { page, bank } = console;
    const holding = page.getByRole('link', { name: /cartao-1/ });
    await holding.waitFor();
    // A busy machine is no failure: it is enough that one of a few is.
    const isSeen = async (count: number): Promise<boolean> => {
      const to = count % 2 === 0 ? 'TEMPORARILY_UNAVAILABLE' : 'AVAILABLE';
      await bank.resources.transition('cartao-1', to);
      const shown = holding.locator('.chip', { hasText: new RegExp(`\\s${to}$`) });
      return shown.waitFor({ timeout: 1_000 }).then(
        () => true,
        () => shown.waitFor(SOON).then(() => false),
      );
    };
    let seen = false;
    for (let count = 0; count < 6 && !seen; count++) seen = await isSeen(count);
    expect(seen).toBe(true);
  });

  test('a call is seen in the traffic as it happens, whole, and can be copied', async () => {
    await using receiver = await world();
    await using console = await openConsole(browser, { bank: receiver.bank, path: '/traffic' });
    const { page } = console;
    await page.getByText('Nenhuma chamada ainda.').waitFor();
    await fetch(`${receiver.bank.url}${LIST}?page=1`, { headers: headersFor(receiver.token) });
    await page.getByRole('link', { name: /200 GET \/open-banking\/resources/ }).click();
    await page.getByRole('group', { name: 'Resposta' }).getByText('"loan-1"').waitFor();
    await page.getByRole('button', { name: 'Copiar como curl' }).click();
    await page.getByText('✓ Copiado').waitFor();
    const curl = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(curl).toContain(`'${receiver.bank.url}${LIST}?page=1'`);
    expect(curl).not.toContain(receiver.token);
    await page.getByLabel('Caminho, status ou regra').fill('nothing like it');
    await page.getByText('Nada aqui.').waitFor();
    await console.picture('traffic');
  });

  test('the waits of a receiver stand beside the schedule fitted to them (RCV-05)', async () => {
    await using receiver = await world({ consent: { preparation: { readyAfter: 'PT1M' } } });
    const { bank, consentId, token } = receiver;
    for (const wait of ['PT0S', 'PT2S', 'PT4S', 'PT8S', 'PT16S', 'PT31S']) {
      await bank.clock.advance(wait);
      await fetch(`${bank.url}${LIST}`, { headers: headersFor(token) });
    }
    await using console = await openConsole(browser, { bank, path: `/traffic?consent=${consentId}` });
    const { page } = console;
    await page.getByText('cada espera é 2.0× a anterior').waitFor();
    expect(await page.locator('.polls-wait').count()).toBe(5);
    await console.picture('polls');
  });
});

describe('a server that stops', () => {
  test('is said to be gone, and is found again when it is back', async () => {
    const first = await startTransmissora({ scenario: 'demo', logLevel: 'silent' });
    const { port } = new URL(first.url);
    await using console = await openConsole(browser, { bank: first, expected: /Failed to load resource|ERR_/ });
    const { page } = console;
    await page.getByRole('link', { name: /conta-corrente-1/ }).waitFor();
    await first.close();
    await page.getByText('O servidor não responde.').waitFor();
    // What was seen last can still be seen.
    expect(await page.getByRole('link', { name: /conta-corrente-1/ }).isVisible()).toBe(true);
    await console.picture('server-gone');
    await using second = await startTransmissora({ scenario: 'joint-account-approved', port, logLevel: 'silent' });
    expect(new URL(second.url).port).toBe(port);
    await page.getByText('O servidor voltou.').waitFor();
    await page.getByText('Marina Abreu').first().waitFor(SOON);
  });

  test('that answers nonsense is told in its own words', async () => {
    await using receiver = await world();
    await using console = await openConsole(browser, { bank: receiver.bank, expected: /status of 500/ });
    const { page } = console;
    await page.route('**/__admin/customers', (route) => route.fulfill({ status: 500, body: 'proxy says no' }));
    await page.reload();
    await page.getByText('proxy says no').first().waitFor();
  });
});

describe('what the server refuses', () => {
  test('is said where it was asked, in the server’s words', async () => {
    await using console = await openConsole(browser, { path: '/faults', expected: /status of 4\d\d/ });
    const { page } = console;
    await page.getByLabel('Status').fill('999');
    await page.getByRole('button', { name: 'Ligar', exact: true }).click();
    await page
      .locator('form')
      .getByRole('alert')
      .getByText(/status must be/)
      .waitFor();
    await page.getByLabel('Outra duração').fill('-P1D');
    await page.getByRole('button', { name: 'Avançar', exact: true }).click();
    await page.getByText(/a clock only advances/).waitFor();
  });

  test('is said of a link to nothing', async () => {
    await using console = await openConsole(browser, {
      path: '/consents/urn:transmissora:nothing',
      expected: /status of 404/,
    });
    await console.page.getByText('there is no consent urn:transmissora:nothing').first().waitFor();
  });
});

describe('the admin token', () => {
  test('is asked for where the server needs it, refused when wrong, and kept for the tab', async () => {
    await using opening = await opened({ host: '0.0.0.0', scenario: 'demo' });
    const { bank, running } = opening;
    await using console = await openConsole(browser, { bank: new Bank(running), expected: /status of 401/ });
    const { page } = console;
    const token = page.getByLabel('Token de administração');
    await token.fill('wrong');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByText('O servidor recusou este token.').waitFor();
    await console.picture('sign-in');
    await token.fill(running.adminToken ?? '');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByRole('link', { name: /conta-corrente-1/ }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: /conta-corrente-1/ }).waitFor();
    await bank.resources.transition('conta-corrente-1', 'TEMPORARILY_UNAVAILABLE');
    await page
      .getByRole('link', { name: /conta-corrente-1/ })
      .getByText('TEMPORARILY_UNAVAILABLE')
      .waitFor(SOON);
    expect(await page.evaluate<number>('localStorage.length')).toBe(2);
    await page.getByRole('button', { name: 'Sair' }).click();
    await token.waitFor();
  });
});

const MARKUP = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>'"\u202e{{1+1}}`;

describe('hostile text', () => {
  test('in names, bodies, paths and links is text, wherever it is shown', async () => {
    await using bank = await startTransmissora({ now: NOW, logLevel: 'silent' });
    await bank.customers.create({ cpf: CPF, name: MARKUP.slice(0, 120) });
    await bank.resources.create(CPF, {
      type: 'LOAN',
      resourceId: 'emprestimo-1',
      timeline: [{ at: 'P1D', to: 'UNAVAILABLE', cause: MARKUP.slice(0, 110) }],
    });
    const { consentId } = await bank.consents.create({
      customerId: CPF,
      permissions: 'all',
      clientId: MARKUP.slice(0, 99),
    });
    await bank.faults.put([{ match: { path: `/${MARKUP}` }, answer: { status: 418, body: { [MARKUP]: MARKUP } } }]);
    await bank.faults.put([{ answer: { status: 418, body: { [MARKUP]: MARKUP } } }]);
    await fetch(`${bank.url}${LIST}?${encodeURIComponent(MARKUP)}`, {
      method: 'POST',
      body: JSON.stringify({ [MARKUP]: MARKUP }),
      headers: { 'content-type': 'application/json', 'user-agent': "<b onmouseover=alert(1)>'" },
    });
    const id = (await bank.requests.find()).requests.at(-1)?.id;
    const hostile = encodeURIComponent(MARKUP);
    const paths = [
      '/world',
      `/consents/${consentId}`,
      `/time?consent=${consentId}&at=${hostile}&scale=${hostile}`,
      '/resources/emprestimo-1',
      `/resources/${hostile}`,
      `/traffic?id=${id}`,
      `/traffic?q=${hostile}&api=${hostile}&consent=${hostile}`,
      `/scenarios/${hostile}`,
      `/faults?q=${hostile}`,
      `/otdx/${hostile}`,
    ];
    for (const path of paths) {
      await using console = await openConsole(browser, { bank, path, expected: /status of 4\d\d/ });
      await looked(console.page);
      const found = await console.page.evaluate<{ images: number; title: string; scripts: number }>(
        "({ images: document.querySelectorAll('img').length, title: document.title, scripts: document.querySelectorAll('main script').length })",
      );
      expect({ path, ...found }).toEqual({ path, images: 0, title: 'transmissora', scripts: 0 });
    }
    await using console = await openConsole(browser, { bank, path: `/traffic?id=${id}` });
    await console.page.locator('pre').getByText('onerror=').first().waitFor();
  });
});

async function looked(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await page.locator('time.clock-time[datetime]').waitFor();
}

describe('a large world', () => {
  test('of a thousand holdings stays smooth: only what is in view is on the page', async () => {
    await using console = await openConsole(browser, { options: { scenario: 'many-resources' } });
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
    await page.goto(`${bank.url}/console/consents/${consent?.consentId}`);
    await page.getByText('todos: 1234').waitFor();
    expect(await page.getByRole('listitem').count()).toBeLessThan(400);
  });

  test('of ten thousand calls stays smooth, and follows the newest', async () => {
    await using opening = await opened({ scenario: 'demo' });
    const { bank, running } = opening;
    await fetch(`${bank.url}/open-banking/nothing`);
    const { id: _first, ...exchange } = (await running.house.journal.find()).exchanges[0] ?? ({} as Exchange);
    for (let count = 1; count < 10_000; count++) running.house.journal.append(exchange);
    await using console = await openConsole(browser, { bank, path: '/traffic' });
    const { page } = console;
    await page.getByText('trocas: 10.000').waitFor();
    const list = page.getByRole('group', { name: 'Tráfego' });
    expect(await list.getByRole('listitem').count()).toBeLessThan(60);
    await list.locator('[aria-posinset="10000"]').waitFor();
    await fetch(`${bank.url}${LIST}`, { headers: headersFor((await bank.token({ consent: 'ana' })).access_token) });
    await list.getByRole('link', { name: /200 GET/ }).waitFor(SOON);
  });
});
