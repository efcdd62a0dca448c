import { describe, expect, test } from '@jest/globals';
import { startTransmissora } from '../../src/index.js';
import { CPF, LIST, NOW } from '../http/calls.js';
import { consoleTests } from './opened.js';

const openConsole = consoleTests();

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
    await bank.otdx.createPortfolio({
      code: '43422',
      name: MARKUP.slice(0, 100),
      cnpj: '11222333000181',
      group: 'azul',
      serviceStart: '2026-02-27',
      quotaTypes: ['F'],
      liquid: true,
    });
    const answer = { status: 418, body: { [MARKUP]: MARKUP } };
    await bank.faults.put([{ match: { path: `/${MARKUP}` }, answer }, { answer }]);
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
      '/verdict',
      `/verdict?consent=${hostile}&show=${hostile}&what=${hostile}`,
      `/traffic?id=${id}`,
      `/traffic?q=${hostile}&api=${hostile}&consent=${hostile}`,
      `/world?customer=${hostile}&q=${hostile}`,
      `/consents/${consentId}?show=${hostile}&page=${hostile}&form=${hostile}`,
      `/scenarios/${hostile}?q=${hostile}`,
      '/faults',
      `/faults?q=${hostile}&kind=${hostile}&value=${hostile}&api=${hostile}`,
      '/otdx',
      `/otdx/${hostile}`,
    ];
    await using console = await openConsole({ bank, expected: /status of 4\d\d/ });
    const { page } = console;
    for (const path of paths) {
      await console.visit(path);
      const found = await page.evaluate<{ images: number; title: string; scripts: number }>(
        "({ images: document.querySelectorAll('img').length, title: document.title, scripts: document.querySelectorAll('main script').length })",
      );
      expect({ path, ...found }).toEqual({ path, images: 0, title: 'transmissora', scripts: 0 });
    }
    await console.visit(`/traffic?id=${id}`);
    await page.locator('pre').getByText('onerror=').first().waitFor();
  });
});
