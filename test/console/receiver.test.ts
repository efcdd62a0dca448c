import { describe, expect, test } from '@jest/globals';
import { headersFor, LIST, list, world } from '../http/calls.js';
import { consoleTests } from './opened.js';

const openConsole = consoleTests();

describe('the traffic', () => {
  test('a call is seen in the traffic as it happens, whole, and can be copied', async () => {
    await using receiver = await world();
    await using console = await openConsole({ bank: receiver.bank, path: '/traffic' });
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
    await using console = await openConsole({ bank, path: `/traffic?consent=${consentId}` });
    const { page } = console;
    await page.getByText('cada espera é 2.0× a anterior').waitFor();
    expect(await page.locator('.polls-wait').count()).toBe(5);
    await console.picture('polls');
  });
});

describe('the verdict', () => {
  test('tells the receiver rule by rule, with the calls that show it, and takes what traffic cannot show', async () => {
    await using receiver = await world();
    const { bank, consentId, token } = receiver;
    for (let count = 0; count < 3; count++) await list(receiver, '', { 'x-fapi-interaction-id': undefined });
    await list({ bank, token });
    await using console = await openConsole({ bank, path: `/verdict?consent=${consentId}` });
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
