import { expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../../src/index.js';

const CPF = '76109277673';

async function read(bank: Bank, token: string | undefined, path: string): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${token ?? ''}`, 'x-fapi-interaction-id': crypto.randomUUID() };
  const response = await fetch(`${bank.url}/open-banking/${path}`, { headers });
  expect(response.status).toBe(200);
  return ((await response.json()) as { data: Record<string, unknown> }).data;
}

test('PRD-007 who a customer is follows from the document, not from a consent or a new product', async () => {
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  await bank.customers.create({ cpf: CPF });
  const first = await bank.consents.create({ customerId: CPF, permissions: 'all' });
  await bank.clock.advance('P1Y1D');
  const second = await bank.consents.create({ customerId: CPF, permissions: 'all' });
  const paths = ['customers/v2/personal/identifications', 'customers/v2/personal/financial-relations'];
  const asFirst = await Promise.all(paths.map((path) => read(bank, first.accessToken, path)));
  const asSecond = await Promise.all(paths.map((path) => read(bank, second.accessToken, path)));
  expect(asSecond).toEqual(asFirst);
  await bank.resources.create(CPF, { type: 'LOAN', contractedAt: '-P5Y' });
  expect(await read(bank, first.accessToken, paths[0] ?? '')).toEqual(asFirst[0]);
  await bank.close();
});

test('PRD-007 an open contract has instalments left, however old it is; a closed one has none', async () => {
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  await bank.customers.create({ cpf: CPF });
  await bank.resources.create(CPF, { type: 'LOAN', resourceId: 'aberto-1', contractedAt: '-P15Y' });
  await bank.resources.create(CPF, { type: 'LOAN', resourceId: 'quitado-1', contractedAt: '-P5Y', closedAt: '-P1M' });
  const { accessToken } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
  const left = async (id: string) =>
    (await read(bank, accessToken, `loans/v2/contracts/${id}/scheduled-instalments`))['dueInstalments'];
  expect(await left('aberto-1')).toBeGreaterThan(0);
  expect(await left('quitado-1')).toBe(0);
  await bank.close();
});
