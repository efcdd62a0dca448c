import { describe, test } from '@jest/globals';
import { consoleTests } from './opened.js';

const openConsole = consoleTests();

describe('a scenario', () => {
  test('is loaded and played step by step, each expectation seen to hold', async () => {
    await using console = await openConsole({ path: '/scenarios' });
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
    await using console = await openConsole({ path: '/scenarios/otdx-chinese-wall' });
    const { page } = console;
    await page.getByRole('button', { name: 'Carregar' }).click();
    await page.getByText('Carregado.').waitFor();
    await page.getByRole('button', { name: 'Tocar até o fim' }).click();
    await page.getByText(/Fim do roteiro: (\d+) de \1 expectativas cumpridas/).waitFor();
  });

  test('shows the expectation that does not hold', async () => {
    await using console = await openConsole({ path: '/scenarios/joint-account-approved' });
    const { page, bank } = console;
    await page.getByRole('button', { name: 'Carregar' }).click();
    await page.getByText('Carregado.').waitFor();
    await bank.resources.transition('conta-alcada-3', 'UNAVAILABLE');
    await page.getByRole('button', { name: 'Próximo passo 1/10' }).click();
    await page.getByText('conta-alcada-3: esperado AVAILABLE, veio UNAVAILABLE').waitFor();
  });
});
