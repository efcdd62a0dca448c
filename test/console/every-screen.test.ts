import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriers } from './barriers.js';
import { consoleTests } from './opened.js';
import { withPortfolio } from './portfolio.js';

const openConsole = consoleTests();

/** Each screen at an address that shows something, and those that have nothing to show. `{consent}` is one there is. */
const SCREENS: Readonly<Record<string, string>> = {
  world: '/world',
  consent: '/consents/{consent}',
  time: '/time?consent={consent}',
  resource: '/resources/conta-conjunta-1',
  traffic: '/traffic',
  scenarios: '/scenarios',
  scenario: '/scenarios/joint-account-approved',
  faults: '/faults',
  verdict: '/verdict?consent={consent}',
  otdx: '/otdx/43422',
  'no-consent': '/consents',
  'no-resource': '/resources',
};

/** By how many pixels the page is wider than its window. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

/** Where what follows the heading begins, as a part of the window's height. */
const contentStart = (page: Page): Promise<number> =>
  page.evaluate<number>(`document.querySelector('main > :nth-child(2)').getBoundingClientRect().top / innerHeight`);

const LIGHTS = [
  ['light', 'everything'],
  ['dark', 'colours'],
] as const;
const TELEPHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 860 };

describe('every screen', () => {
  test('meets WCAG 2.1 AA, in the light and in the dark, and fits a page 360 pixels wide', async () => {
    await using bank = await withPortfolio();
    const [consent] = await bank.consents.list();
    await using console = await openConsole({ bank });
    const { page } = console;
    for (const [name, path] of Object.entries(SCREENS)) {
      await page.setViewportSize(DESK);
      await console.visit(path.replace('{consent}', consent?.consentId ?? ''));
      for (const [theme, looked] of LIGHTS) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        expect({ name, theme, barriers: await barriers(page, looked) }).toEqual({ name, theme, barriers: [] });
        await console.picture(`${name}-${theme}`);
      }
      await page.setViewportSize(TELEPHONE);
      expect({ name, barriers: await barriers(page, 'allButColours') }).toEqual({ name, barriers: [] });
      expect({ name, overflow: await overflow(page) }).toEqual({ name, overflow: 0 });
      expect({ name, isInView: (await contentStart(page)) < 0.8 }).toEqual({ name, isInView: true });
      await console.picture(`${name}-360`);
    }
  });

  test('shows its content in the first view of a telephone after the clock was moved, too', async () => {
    await using console = await openConsole({ options: { scenario: 'joint-account-approved' }, width: 360 });
    const { page } = console;
    await page.setViewportSize(TELEPHONE);
    await page.getByRole('button', { name: /Próximo evento/ }).click();
    await page.getByText('O relógio avançou até').waitFor();
    expect(await contentStart(page)).toBeLessThan(0.8);
    expect(await overflow(page)).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.getByText('O que venceu no caminho (4)').click();
    await page.getByRole('list', { name: 'O que venceu no caminho' }).waitFor();
    await page.getByText('Mais', { exact: true }).click();
    await page.getByRole('button', { name: '+1 dia' }).click();
    await page.getByText('O relógio avançou até 18/03/2026').waitFor();
    await console.picture('moved-360');
  });

  test('can be reached and used with the keyboard alone', async () => {
    await using console = await openConsole({ options: { scenario: 'joint-account-approved' } });
    const { page } = console;
    const focused = (): Promise<string> =>
      page.evaluate<string>(
        `const at = document.activeElement?.closest('a, button'); at?.getAttribute('aria-label') ?? at?.textContent ?? ''`,
      );
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let count = 0; count < 60 && !name.test(await focused()); count++) await page.keyboard.press('Tab');
      expect(await focused()).toMatch(name);
      await page.keyboard.press('Enter');
    };
    await page
      .getByRole('link', { name: /AUTHORISED/ })
      .first()
      .waitFor();
    await tabTo(/Ir para o conteúdo/);
    await tabTo(/AUTHORISED/);
    await page.getByRole('heading', { name: /Consentimento de/ }).waitFor();
    await page.getByRole('button', { name: /Aprovar como 2º titular: conta-alcada-1/ }).waitFor();
    await tabTo(/Aprovar como 2º titular: conta-alcada-1/);
    await page.getByText('Os demais aprovadores decidiram neste consentimento.').waitFor();
  });
});

describe('a screen with nothing to show', () => {
  test.each([
    ['/consents', 'Cada consentimento tem a sua tela.'],
    ['/consents/urn:transmissora:nothing', 'there is no consent'],
    ['/resources', 'Cada recurso tem a sua tela.'],
    ['/resources/nothing', 'there is no resource'],
    ['/traffic', 'Nenhuma chamada ainda.'],
    ['/otdx', 'Nenhuma carteira.'],
  ])('says where to go on: %s', async (path, text) => {
    await using console = await openConsole({ path, expected: /status of 404/ });
    const { page } = console;
    const main = page.getByRole('main');
    await main.getByText(text).first().waitFor();
    await main.getByRole('link', { name: 'Cenários →' }).click();
    await page.getByRole('heading', { name: 'Cenários', exact: true }).waitFor();
    await page.goBack();
    await main.getByRole('link', { name: 'Mundo →' }).click();
    await page.getByRole('heading', { name: 'Mundo', exact: true }).waitFor();
  });

  test('offers the consents there are', async () => {
    await using console = await openConsole({ path: '/consents' });
    const { page } = console;
    await page.getByLabel('Consentimento').selectOption({ index: 1 });
    await page.getByRole('heading', { name: /Consentimento de Ana Souza/ }).waitFor();
  });
});

describe('the console in another language and another light', () => {
  test('speaks the language of the browser, and remembers the one chosen', async () => {
    await using console = await openConsole({ locale: 'en-US' });
    const { page } = console;
    await page.getByRole('heading', { name: 'World' }).waitFor();
    await page.getByLabel('Language').selectOption('pt');
    await page.getByRole('heading', { name: 'Mundo' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Mundo' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR');
  });

  test('follows the system, and remembers the theme chosen', async () => {
    await using console = await openConsole({ theme: 'dark' });
    const { page } = console;
    const ground = (): Promise<string> => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.getByLabel('Tema').selectOption('light');
    const light = await ground();
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await ground()).toBe(light);
  });
});
