import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { type Bank, startTransmissora } from '../../src/index.js';
import { list, NOW, world } from '../http/calls.js';
import { openBrowser } from '../support/browser.js';
import { complaints, openConsole } from './opened.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
afterEach(() => expect(complaints.splice(0)).toEqual([]));

/** What stands against WCAG 2.1 AA on the page as it is: rule, where, and why. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<Violations>(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

interface Violations {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** By how many pixels the page is wider than its window. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

/** Each screen at an address that shows something. */
const SCREENS: Readonly<Record<string, string>> = {
  world: '/world',
  time: '/time',
  resource: '/resources/conta-conjunta-1',
  traffic: '/traffic',
  scenarios: '/scenarios/joint-account-approved',
  faults: '/faults',
  verdict: '/verdict',
  otdx: '/otdx/43422',
};

describe('somebody who has never seen the console', () => {
  test('picks the joint account, approves the second holder, advances and reads why', async () => {
    await using console = await openConsole(browser);
    const { page } = console;
    await page.getByRole('button', { name: /Conta conjunta aprovada/ }).click();
    await page.getByRole('heading', { name: /Consentimento de Marina Abreu/ }).waitFor();
    const first = page.getByRole('listitem').filter({ hasText: 'conta-alcada-1' }).first();
    await first.getByText('Aguarda a aprovação de outras pessoas.').waitFor();
    await page.getByRole('button', { name: 'Aprovar como 2º titular: conta-alcada-1' }).click();
    await first.getByText('Os demais aprovadores decidiram neste consentimento.').waitFor();
    await console.picture('consent');
    // The end of the window is what comes next.
    await page.getByRole('button', { name: /Próximo evento.*conta-alcada-2/ }).click();
    await page.getByText('O relógio avançou até 17/03/2026, 09:00:00').waitFor();
    const second = page.getByRole('listitem').filter({ hasText: 'conta-alcada-2' }).last();
    await second.getByText('O prazo dos demais aprovadores terminou.').waitFor();
    const wire = page.getByRole('group', { name: 'A resposta, como sai' });
    await wire.getByText('"UNAVAILABLE"').waitFor();
    await console.picture('consent-window-over');
  });
});

describe('the world', () => {
  test('shows customers, holdings with their status, and consents; and gives a new consent', async () => {
    await using console = await openConsole(browser);
    const { page, bank } = console;
    const holding = page.getByRole('link', { name: /conta-poupanca-1/ });
    expect(await holding.innerText()).toContain('TEMPORARILY_UNAVAILABLE');
    await page.getByRole('searchbox').fill('fundo');
    expect(await page.getByRole('list', { name: 'O que tem nesta instituição' }).getByRole('listitem').count()).toBe(1);
    await console.picture('world');
    await page.getByRole('button', { name: 'Novo consentimento' }).click();
    await page.getByRole('heading', { name: /Consentimento de Ana Souza/ }).waitFor();
    const consentId = decodeURIComponent(page.url().split('/').at(-1) ?? '');
    expect((await bank.consents.get(consentId)).status).toBe('AUTHORISED');
  });
});

describe('a consent', () => {
  test('shows the answer byte for byte, page by page, and what the customer may do', async () => {
    await using console = await openConsole(browser, { options: { scenario: 'many-resources' }, path: '/world' });
    const { page, bank } = console;
    const [consent] = await bank.consents.list();
    const consentId = consent?.consentId ?? '';
    await page.goto(`${bank.url}/console/consents/${consentId}`);
    await page.getByText('Página 1 de').waitFor();
    await page.getByRole('button', { name: 'Próxima página' }).click();
    await page.getByText('Página 2 de').waitFor();
    await page.getByRole('button', { name: 'Bytes' }).click();
    const { body } = await bank.consents.answer(consentId, { page: 2 });
    await expectText(page, 'pre', JSON.stringify(body));
    await page.getByRole('button', { name: 'Revogar como o cliente' }).click();
    await page.getByText('CUSTOMER_MANUALLY_REVOKED').waitFor();
    await page.getByText('O consentimento não está autorizado neste instante: a resposta é 401.').first().waitFor();
  });

  test('gives a curl that works', async () => {
    await using console = await openConsole(browser);
    const { page, bank } = console;
    await page.getByRole('link', { name: /AUTHORISED/ }).click();
    await page.getByRole('button', { name: 'Copiar como curl' }).click();
    await page.getByText('✓ Copiado').waitFor();
    const curl = await page.evaluate<string>('navigator.clipboard.readText()');
    const headers = [...curl.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = '', value = '']) => [name, value]);
    const [, url = ''] = /curl -i '([^']+)'/.exec(curl) ?? [];
    expect(url.startsWith(bank.url)).toBe(true);
    expect((await fetch(url, { headers: Object.fromEntries(headers) })).status).toBe(200);
  });
});

describe('the time', () => {
  test('shows the list as it was and will be without changing anything, then goes there', async () => {
    await using console = await openConsole(browser, { options: { scenario: 'joint-account-timed-out' } });
    const { page, bank } = console;
    const before = await bank.clock.now();
    await page
      .getByRole('link', { name: /AUTHORISED/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Ver no tempo' }).click();
    await page.getByRole('button', { name: '± 1 mês' }).click();
    const slider = page.getByRole('slider', { name: 'Instante mostrado' });
    await slider.focus();
    await slider.press('End');
    await page.getByText('como será').waitFor();
    await page.getByText('agora: PENDING_AUTHORISATION').waitFor();
    await page.getByText('O prazo dos demais aprovadores terminou.').waitFor();
    await console.picture('time');
    expect(await bank.clock.now()).toBe(before);
    // The address reproduces the view.
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByText('agora: PENDING_AUTHORISATION').waitFor();
    await page.getByRole('button', { name: 'Avançar o relógio até aqui' }).click();
    await page.getByText('O que venceu no caminho').or(page.getByText('O relógio avançou até')).first().waitFor();
    expect(Date.parse(await bank.clock.now())).toBeGreaterThan(Date.parse(before));
  });

  test('is moved by the buttons, by any duration, and back', async () => {
    await using console = await openConsole(browser, { options: { scenario: 'joint-account-approved' } });
    const { page, bank } = console;
    const seen: string[] = [];
    const moved = async (): Promise<void> => {
      await page.locator(`time.clock-time[datetime]:not([datetime="${seen.at(-1)}"])`).waitFor();
      seen.push((await page.locator('time.clock-time').getAttribute('datetime')) ?? '');
    };
    await moved();
    await page.getByRole('button', { name: 'Guardar este instante' }).click();
    await page.getByRole('button', { name: 'Voltar ao instante guardado' }).waitFor();
    for (const name of ['+1 min', '+5 min', '+1 dia', '+3 meses']) {
      await page.getByRole('button', { name, exact: true }).click();
      await moved();
    }
    await page.getByLabel('Outra duração').fill('2h');
    await page.getByRole('button', { name: 'Avançar', exact: true }).click();
    await moved();
    expect(seen).toEqual([
      '2026-03-02T12:00:00Z',
      '2026-03-02T12:01:00Z',
      '2026-03-02T12:06:00Z',
      '2026-03-03T12:06:00Z',
      '2026-06-03T12:06:00Z',
      '2026-06-03T14:06:00Z',
    ]);
    await page.getByRole('button', { name: 'Voltar ao instante guardado' }).click();
    await moved();
    expect(await bank.clock.now()).toBe(seen[0]);
    await page.getByRole('button', { name: /Soltar/ }).click();
    await page.getByRole('button', { name: /Parar/ }).waitFor();
    await page.getByRole('button', { name: 'Recomeçar' }).click();
    await page.getByText('Voltar tudo ao que foi carregado na partida?').waitFor();
    await page.getByRole('button', { name: 'Recomeçar' }).click();
    await page.getByRole('button', { name: /Soltar/ }).waitFor();
  });
});

describe('a resource', () => {
  test('is moved along its machine, and what is forbidden names its rule (RES-033, RES-034)', async () => {
    await using console = await openConsole(browser, { path: '/resources/conta-corrente-1' });
    const { page, bank } = console;
    await page.getByText('PENDING_AUTHORISATION é só um status inicial: nada volta a ele.', { exact: true }).waitFor();
    await page.locator('.state-open', { hasText: 'TEMPORARILY_UNAVAILABLE' }).click();
    await page.locator('.state-here', { hasText: 'TEMPORARILY_UNAVAILABLE' }).waitFor();
    await page.getByRole('button', { name: 'Mudar para UNAVAILABLE', exact: true }).click();
    await page.getByText('Daqui não se vai a lugar nenhum.').waitFor();
    expect(await page.locator('.forbidden').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/AVAILABLE.*RES-033/s)]),
    );
    expect((await bank.resources.get('conta-corrente-1')).status).toBe('UNAVAILABLE');
    await console.picture('resource');
  });
});

describe('a scenario', () => {
  test('is loaded and played step by step, each expectation seen to hold', async () => {
    await using console = await openConsole(browser, { path: '/scenarios' });
    const { page } = console;
    await page.getByRole('searchbox').fill('conta conjunta aprovada');
    await page.getByRole('link', { name: /joint-account-approved/ }).click();
    await page.getByRole('button', { name: 'Carregar' }).click();
    await page.getByRole('button', { name: 'Próximo passo 1/10' }).click();
    await page.getByText('conta-alcada-1: PENDING_AUTHORISATION').waitFor();
    await console.picture('scenario');
    await page.getByRole('button', { name: 'Tocar até o fim' }).click();
    await page.getByText(/Fim do roteiro: (\d+) de \1 expectativas cumpridas/).waitFor();
  });

  test('of the OTDX service is played like any other', async () => {
    await using console = await openConsole(browser, { path: '/scenarios/otdx-chinese-wall' });
    const { page } = console;
    await page.getByRole('button', { name: 'Carregar' }).click();
    await page.getByText('Carregado.').waitFor();
    await page.getByRole('button', { name: 'Tocar até o fim' }).click();
    await page.getByText(/Fim do roteiro: (\d+) de \1 expectativas cumpridas/).waitFor();
  });

  test('shows the expectation that does not hold', async () => {
    await using console = await openConsole(browser, { path: '/scenarios/joint-account-approved' });
    const { page, bank } = console;
    await page.getByRole('button', { name: 'Carregar' }).click();
    await page.getByText('Carregado.').waitFor();
    await bank.resources.transition('conta-alcada-3', 'UNAVAILABLE');
    await page.getByRole('button', { name: 'Próximo passo 1/10' }).click();
    await page.getByText('conta-alcada-3: esperado AVAILABLE, veio UNAVAILABLE').waitFor();
  });
});

describe('faults and deviations', () => {
  test('are switched on with their scope, said in a sentence, and switched off', async () => {
    await using console = await openConsole(browser, { path: '/faults' });
    const { page, bank } = console;
    await page.getByLabel('O que acontece').selectOption({ label: 'Demorar' });
    await page.getByLabel('Demora (até PT60S)').fill('1s');
    await page.getByLabel('Quantas vezes').first().fill('3');
    await page.getByRole('button', { name: 'Ligar', exact: true }).click();
    await page.getByText('As chamadas à API resources esperam PT1S antes de seguir, mais 3 vez(es).').waitFor();
    const deviation = page.getByRole('switch').first();
    await deviation.click();
    await page.locator('.toggle[aria-checked="true"]').waitFor();
    await console.picture('faults');
    expect([(await bank.faults.get()).length, (await bank.deviations.get()).length]).toEqual([1, 1]);
    await page.getByRole('button', { name: /^Desligar: / }).click();
    await deviation.click();
    await page.getByText('Nenhuma falha em vigor.').waitFor();
    expect([await bank.faults.get(), await bank.deviations.get()]).toEqual([[], []]);
  });
});

describe('the verdict', () => {
  test('tells the receiver rule by rule, with the calls that show it, and takes what traffic cannot show', async () => {
    await using receiver = await world();
    const { bank, consentId, token } = receiver;
    for (let count = 0; count < 3; count++) await list(receiver, '', { 'x-fapi-interaction-id': undefined });
    await list({ bank, token });
    await using console = await openConsole(browser, { bank, path: `/verdict?consent=${consentId}` });
    const { page } = console;
    const report = await bank.receiverReport({ consentId });
    await page.getByRole('button', { name: new RegExp(`^Todos ${report.results.length}$`) }).waitFor();
    await page.getByRole('button', { name: /^falhou [1-9]/ }).click();
    await page
      .getByRole('link', { name: /^#\d+ GET 400$/ })
      .first()
      .waitFor();
    await console.picture('verdict');
    await page.getByRole('button', { name: 'Contar' }).click();
    await page.getByText('Anotado.').waitFor();
    await page
      .getByRole('link', { name: /^#\d+ GET 400$/ })
      .first()
      .click();
    await page.getByRole('heading', { name: /GET \/open-banking\/resources/ }).waitFor();
  });
});

describe('OTDX', () => {
  test('shows a portfolio by day, and lets the controller release and move', async () => {
    await using bank = await withPortfolio();
    await using console = await openConsole(browser, { bank, path: '/otdx' });
    const { page } = console;
    await page.getByText('2026-02-27 é a cota liberada mais antiga sem aprovação.').waitFor();
    await page.getByText('Liberar uma cota').first().click();
    await page.getByLabel('Dia útil').fill('2026-03-02');
    await page.getByRole('button', { name: 'Liberar uma cota' }).click();
    await page.getByRole('list', { name: 'Dias' }).first().getByText('02').waitFor();
    await page.getByRole('button', { name: /Próximo evento.*aprovada pelo silêncio/ }).click();
    await page.getByText('Aprovada pelo silêncio.').waitFor();
    await console.picture('otdx');
  });
});

/** A bank with one liquid portfolio that waits for an approval. */
async function withPortfolio(): Promise<Bank> {
  const bank = await startTransmissora({ scenario: 'demo', now: NOW, logLevel: 'silent' });
  await bank.otdx.createPortfolio({
    code: '43422',
    name: 'Fundo Exemplo RF',
    cnpj: '11222333000181',
    group: 'azul',
    serviceStart: '2026-02-27',
    quotaTypes: ['F'],
    liquid: true,
  });
  const amounts = { value: '168.66093150', netWorth: '607179353.40', quantity: '3600000.00000000' };
  await bank.otdx.release('43422', { date: '2026-02-27', quotaType: 'F', ...amounts });
  return bank;
}

describe('the console in another language and another light', () => {
  test('speaks the language of the browser, and remembers the one chosen', async () => {
    await using console = await openConsole(browser, { locale: 'en-US' });
    const { page } = console;
    await page.getByRole('heading', { name: 'World' }).waitFor();
    await page.getByLabel('Language').selectOption('pt');
    await page.getByRole('heading', { name: 'Mundo' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Mundo' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR');
  });

  test('follows the system, and remembers the theme chosen', async () => {
    await using console = await openConsole(browser, { theme: 'dark' });
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

describe('every screen', () => {
  test.each(['light', 'dark'] as const)('meets WCAG 2.1 AA, in the %s', async (theme) => {
    await using bank = await withPortfolio();
    for (const [name, path] of Object.entries(SCREENS)) {
      await using console = await openConsole(browser, { path, theme, bank });
      await settled(console.page);
      expect({ name, barriers: await barriers(console.page) }).toEqual({ name, barriers: [] });
      await console.picture(`${name}-${theme}`);
    }
    await using console = await openConsole(browser, { theme, bank });
    await console.page.getByRole('link', { name: /AUTHORISED/ }).click();
    await console.page.getByRole('group', { name: 'A resposta, como sai' }).waitFor();
    expect(await barriers(console.page)).toEqual([]);
    await console.picture(`consent-${theme}`);
  });

  test('fits a page 360 pixels wide', async () => {
    await using bank = await withPortfolio();
    for (const [name, path] of Object.entries(SCREENS)) {
      await using console = await openConsole(browser, { path, width: 360, bank });
      await settled(console.page);
      expect({ name, overflow: await overflow(console.page) }).toEqual({ name, overflow: 0 });
      await console.picture(`${name}-360`);
    }
    await using console = await openConsole(browser, { width: 360, bank });
    await console.page.getByRole('link', { name: /AUTHORISED/ }).click();
    await console.page.getByRole('group', { name: 'A resposta, como sai' }).waitFor();
    expect(await overflow(console.page)).toBe(0);
    await console.picture('consent-360');
  });

  test('can be reached and used with the keyboard alone', async () => {
    await using console = await openConsole(browser, { options: { scenario: 'joint-account-approved' } });
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

/** Until nothing is being loaded any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('time.clock-time[datetime]').waitFor();
  await page.locator('main .note[role=status]').first().waitFor({ state: 'detached' });
}

async function expectText(page: Page, selector: string, text: string): Promise<void> {
  expect(await page.locator(selector).first().innerText()).toBe(text);
}
