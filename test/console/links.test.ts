import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startTransmissora } from '../../src/index.js';
import { openBrowser } from '../support/browser.js';
import { complaints, openConsole } from './opened.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
afterEach(() => expect(complaints.splice(0)).toEqual([]));

describe('a link', () => {
  test('to an instant shows the same stretch of time to whoever opens it', async () => {
    await using bank = await startTransmissora({ scenario: 'joint-account-timed-out', logLevel: 'silent' });
    await using first = await openConsole(browser, { bank, path: '/time?scale=month' });
    const slider = first.page.getByRole('slider', { name: 'Instante mostrado' });
    await slider.press('End');
    await first.page.waitForURL(/at=/);
    const link = new URL(first.page.url());
    await using second = await openConsole(browser, { bank, path: `/time${link.search}` });
    expect(await shownBy(second.page)).toEqual(await shownBy(first.page));
  });

  test('to a customer or a portfolio there is not shows no other instead', async () => {
    await using bank = await startTransmissora({ scenario: 'demo', logLevel: 'silent' });
    await bank.otdx.createPortfolio({
      code: '43422',
      name: 'Fundo Exemplo RF',
      cnpj: '11222333000181',
      group: 'azul',
      serviceStart: '2026-02-27',
      quotaTypes: ['F'],
      liquid: true,
    });
    await using console = await openConsole(browser, { bank, path: '/world?customer=999' });
    const { page } = console;
    await page.getByText('Não há cliente 999.').waitFor();
    expect(await page.getByRole('heading', { name: 'Consentimentos' }).count()).toBe(0);
    await page.goto(`${bank.url}/console/otdx/99999`);
    await page.getByText('Não há carteira 99999.').waitFor();
    expect(await page.getByRole('heading', { name: /Fundo Exemplo/ }).count()).toBe(0);
    await page.getByRole('link', { name: /Fundo Exemplo/ }).click();
    await page.getByRole('heading', { name: /Fundo Exemplo/ }).waitFor();
  });
});

/** From when to when the time line goes, and what instant is shown. */
async function shownBy(page: Page): Promise<readonly (string | null)[]> {
  const slider = page.getByRole('slider', { name: 'Instante mostrado' });
  return Promise.all(['min', 'max', 'aria-valuetext'].map((name) => slider.getAttribute(name)));
}
