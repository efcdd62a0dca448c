import { describe, expect, test } from '@jest/globals';
import { consoleTests } from './opened.js';

const openConsole = consoleTests();

describe('faults and deviations', () => {
  test('are switched on with their scope, said in a sentence, and switched off', async () => {
    await using console = await openConsole({ path: '/faults' });
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

describe('what the server refuses', () => {
  test('is said where it was asked, in the server’s words', async () => {
    await using console = await openConsole({ path: '/faults', expected: /status of 4\d\d/ });
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
    await using console = await openConsole({
      path: '/consents/urn:transmissora:nothing',
      expected: /status of 404/,
    });
    await console.page.getByText('there is no consent urn:transmissora:nothing').first().waitFor();
  });
});
