import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startTransmissora } from '../../src/index.js';
import { consoleTests, settled } from './opened.js';
import { withPortfolio } from './portfolio.js';
import { withTwoClocks } from './two-clocks.js';

const openConsole = consoleTests();

/** All that is to be read, filled in and chosen on a page. */
const VIEW = `JSON.stringify({
  clock: document.querySelector('.clock-face').innerText,
  text: document.querySelector('main').innerText.split('\\n'),
  fields: [...document.querySelectorAll('.clock-face select, main input, main select')].map((field) =>
    field.type === 'checkbox' ? field.checked : field.value),
  chosen: [...document.querySelectorAll('[aria-pressed=true], [aria-current], details[open] > summary')].map((each) => each.textContent),
})`;

type Act = (page: Page) => Promise<unknown>;

/** On each screen, all that a person can set. */
const SET: readonly (readonly [screen: string, path: string, act: Act])[] = [
  [
    'world',
    '/world',
    async (page) => {
      await page.getByRole('link', { name: /Bento Dias/ }).click();
      await page.getByLabel('Filtrar por identificador, tipo ou status').fill('cart');
      await page.getByRole('link', { name: /cartao-teste/ }).waitFor();
    },
  ],
  [
    'consent',
    '/consents/{consent}',
    async (page) => {
      await page.getByRole('button', { name: /^fora da lista/ }).click();
      await page.getByRole('button', { name: 'Bytes' }).click();
    },
  ],
  [
    'time, of another clock',
    '/time',
    async (page) => {
      await page.getByLabel('Relógio').last().selectOption('teste');
      await page.getByRole('main').getByRole('link', { name: 'cartao-teste' }).first().waitFor();
      await page.getByRole('slider').press('End');
      await page.waitForURL(/at=/);
    },
  ],
  [
    'time, of a consent',
    '/time?consent={consent}',
    async (page) => {
      await page.getByRole('button', { name: '± 1 mês' }).click();
      await page.getByRole('slider').press('End');
      await page.getByText('como será').waitFor();
      await page.getByRole('button', { name: /^na lista/ }).click();
    },
  ],
  [
    'traffic',
    '/traffic',
    async (page) => {
      await page.getByLabel('Caminho, status ou regra').fill('200');
      await page.getByLabel('API').selectOption('resources');
      await page.getByLabel('Consentimento').selectOption({ index: 1 });
      await page.getByLabel('Seguir as novas').uncheck();
      await page.getByRole('link', { name: /200 GET/ }).click();
      await page.getByRole('group', { name: 'Resposta' }).waitFor();
    },
  ],
  [
    'scenarios',
    '/scenarios',
    async (page) => {
      await page.getByRole('searchbox').fill('conjunta aprovada');
      await page.getByRole('link', { name: /joint-account-approved/ }).click();
      await page.getByRole('button', { name: 'Carregar' }).click();
      await page.getByRole('button', { name: 'Próximo passo 1/10' }).click();
      await page.getByRole('button', { name: 'Próximo passo 2/10' }).click();
      await page.getByRole('button', { name: 'Próximo passo 3/10' }).waitFor();
    },
  ],
  [
    'faults',
    '/faults',
    async (page) => {
      await page.getByLabel('O que acontece').selectOption('delay');
      await page.getByLabel('Demora (até PT60S)').fill('');
      await page.getByLabel('API', { exact: true }).selectOption('');
      await page.getByLabel('Consentimento').first().selectOption({ index: 1 });
      await page.getByLabel('Quantas vezes').first().fill('2');
      await page.getByLabel('Em que parte dos casos (%)').fill('50');
      await page.getByLabel('Regra ou texto').fill('RES-05');
      await page.getByLabel('Consentimento').last().selectOption({ index: 1 });
      await page.getByLabel('Quantas vezes').last().fill('3');
    },
  ],
  [
    'verdict',
    '/verdict?consent={consent}',
    async (page) => {
      await page.getByRole('button', { name: /^passou/ }).click();
      await page.getByLabel('O que houve').selectOption('redirect-failed');
    },
  ],
  [
    'otdx',
    '/otdx/43422',
    async (page) => {
      await page.getByText('Liberar uma cota').first().click();
      await page.getByLabel('Dia útil').fill('2026-03-02');
      await page.getByLabel('Valor da cota').fill('1.5');
    },
  ],
];

describe('a link', () => {
  test.each(SET)('shows whoever opens it the same: %s', async (_screen, path, act) => {
    await using bank = await withTwoClocks();
    const [consent] = await bank.consents.list();
    await using first = await openConsole({ bank, path: path.replace('{consent}', consent?.consentId ?? '') });
    await settled(first.page);
    await act(first.page);
    await settled(first.page);
    const link = new URL(first.page.url());
    await using second = await openConsole({ bank, path: `${link.pathname.replace('/console', '')}${link.search}` });
    await settled(second.page);
    const view = await first.page.evaluate<string>(VIEW);
    // What comes by another call may take a moment.
    await second.page.waitForFunction(`${VIEW} === ${JSON.stringify(view)}`, null, { timeout: 30_000 }).catch(() => {});
    expect(JSON.parse(await second.page.evaluate<string>(VIEW))).toEqual(JSON.parse(view));
  });

  test('to an instant shows the same stretch of time, however far the clock has gone on', async () => {
    await using bank = await startTransmissora({ scenario: 'joint-account-timed-out', logLevel: 'silent' });
    await using first = await openConsole({ bank, path: '/time?scale=month' });
    const slider = first.page.getByRole('slider', { name: 'Instante mostrado' });
    await slider.press('End');
    await first.page.waitForURL(/at=/);
    const shown = await shownBy(first.page);
    const link = new URL(first.page.url());
    await bank.clock.advance('P3D');
    await using second = await openConsole({ bank, path: `/time${link.search}` });
    expect(await shownBy(second.page)).toEqual(shown);
  });

  test('to a customer or a portfolio there is not shows no other instead', async () => {
    await using bank = await withPortfolio();
    await using console = await openConsole({ bank, path: '/world?customer=999' });
    const { page } = console;
    await page.getByText('Não há cliente 999.').waitFor();
    expect(await page.getByRole('heading', { name: 'Consentimentos' }).count()).toBe(0);
    await page.goto(`${bank.url}/console/otdx/99999`);
    await page.getByText('Não há carteira 99999.').waitFor();
    expect(await page.getByRole('heading', { name: /Fundo Exemplo/ }).count()).toBe(0);
    await page.getByRole('link', { name: /Fundo Exemplo/ }).click();
    await page.getByRole('heading', { name: /Fundo Exemplo/ }).waitFor();
  });

  test('to a clock there is not says so, and another can be chosen', async () => {
    await using console = await openConsole({ path: '/traffic?clock=ninguem', expected: /status of 404/ });
    const { page } = console;
    await page.getByText('there is no clock ninguem').first().waitFor();
    await page.getByLabel('Relógio').last().selectOption('default');
    await page.locator('time.clock-time[datetime]').waitFor();
    expect(await page.getByText('there is no clock').count()).toBe(0);
  });
});

/** From when to when the time line goes, and what instant is shown. */
async function shownBy(page: Page): Promise<readonly (string | null)[]> {
  const slider = page.getByRole('slider', { name: 'Instante mostrado' });
  return Promise.all(['min', 'max', 'aria-valuetext'].map((name) => slider.getAttribute(name)));
}
