import { describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../src/index.js';
import { consoleTests } from './opened.js';
import { withPortfolio } from './portfolio.js';

const openConsole = consoleTests();

const SCENARIO = 'otdx-reprocessing';
/** Four approvals, then the request. */
const STEPS_TO_REQUEST = 5;

describe('a portfolio', () => {
  test('is shown by day, and lets the controller release and move', async () => {
    await using bank = await withPortfolio();
    await using console = await openConsole({ bank, path: '/otdx' });
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

describe('a reprocessing request', () => {
  test('is moved by the controller, step by step, to its end (OTD-REP-08)', async () => {
    await using bank = await withRequest();
    await using console = await openConsole({ bank, path: '/otdx/30401' });
    const { page } = console;
    const panel = page.getByRole('region', { name: 'Reprocessamento' });
    const moves = async (): Promise<readonly string[]> => panel.getByRole('button').allInnerTexts();
    const status = async (name: string): Promise<void> => panel.getByText(name, { exact: true }).waitFor();
    await status('SOLICITADO');
    expect(await moves()).toEqual(['Analisar', 'Recusar']);
    await panel.getByRole('button', { name: 'Analisar' }).click();
    await status('EM_ANALISE');
    expect(await moves()).toEqual(['Aceitar', 'Recusar']);
    await panel.getByRole('button', { name: 'Aceitar' }).click();
    await status('ACEITO');
    await page.getByText('Anulada pelo reprocessamento').first().waitFor();
    await console.picture('otdx-reprocessing');
    await panel.getByRole('button', { name: 'Processar' }).click();
    await panel.getByRole('button', { name: 'Concluir' }).click();
    await status('CONCLUIDO');
    await panel.getByText('A controladoria não tem mais o que fazer.').waitFor();
    expect((await bank.otdx.explain('30401')).reprocessing.map((request) => request.status)).toEqual(['CONCLUIDO']);
  });

  test('that was refused leaves its day alone', async () => {
    await using bank = await withRequest();
    await using console = await openConsole({ bank, path: '/otdx/30401' });
    const { page } = console;
    const mark = page.getByText('em reprocessamento', { exact: true });
    await mark.waitFor();
    await page.getByRole('button', { name: 'Recusar' }).click();
    await page.getByText('RECUSADO', { exact: true }).waitFor();
    expect(await mark.count()).toBe(0);
  });
});

/** A bank with an approved portfolio, and a request that one of its days be reckoned anew. */
async function withRequest(): Promise<Bank> {
  const bank = await startTransmissora({ logLevel: 'silent' });
  const { clock, customers, consents, otdx } = await bank.scenarios.load(SCENARIO);
  let cast: Parameters<Bank['scenarios']['step']>[2] = {
    clock: clock.name,
    customers,
    consents,
    ...(otdx && { otdx: { ...otdx, kept: {} } }),
  };
  for (let number = 1; number <= STEPS_TO_REQUEST; number++) {
    ({ cast } = await bank.scenarios.step(SCENARIO, number, cast));
  }
  return bank;
}
