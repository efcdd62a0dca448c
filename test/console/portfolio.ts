import { type Bank, startTransmissora } from '../../src/index.js';
import { NOW } from '../http/calls.js';

/** A bank with one liquid portfolio that waits for an approval. */
export async function withPortfolio(): Promise<Bank> {
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
