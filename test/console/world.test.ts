import { describe, expect, test } from '@jest/globals';
import { consoleTests } from './opened.js';

const openConsole = consoleTests();

describe('the world', () => {
  test('shows customers, holdings with their status, and consents; and gives a new consent', async () => {
    await using console = await openConsole();
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
    await using console = await openConsole({ options: { scenario: 'many-resources' }, path: '/world' });
    const { page, bank } = console;
    const [consent] = await bank.consents.list();
    const consentId = consent?.consentId ?? '';
    await console.visit(`/consents/${consentId}`);
    await page.getByText('Página 1 de').waitFor();
    await page.getByRole('button', { name: 'Próxima página' }).click();
    await page.getByText('Página 2 de').waitFor();
    await page.getByRole('button', { name: 'Bytes' }).click();
    const { body } = await bank.consents.answer(consentId, { page: 2 });
    expect(await page.locator('pre').first().innerText()).toBe(JSON.stringify(body));
    // The address has the page and the form.
    await page.reload();
    await page.getByText('Página 2 de').waitFor();
    expect(await page.locator('pre').first().innerText()).toBe(JSON.stringify(body));
    await page.getByRole('button', { name: 'Revogar como o cliente' }).click();
    await page.getByText('CUSTOMER_MANUALLY_REVOKED').waitFor();
    await page.getByText('O consentimento não está autorizado neste instante: a resposta é 401.').first().waitFor();
  });

  test('gives a curl that works', async () => {
    await using console = await openConsole();
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

describe('a resource', () => {
  test('is moved along its machine, and what is forbidden names its rule (RES-033, RES-034)', async () => {
    await using console = await openConsole({ path: '/resources/conta-corrente-1' });
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
