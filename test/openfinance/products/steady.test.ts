import { expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../../src/index.js';
import type { ResourceType } from '../../../src/openfinance/vocabulary.js';
import { PADARIA } from '../../support/receiver.js';

const CPF = '76109277673';

async function read(bank: Bank, token: string | undefined, path: string): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${token ?? ''}`, 'x-fapi-interaction-id': crypto.randomUUID() };
  const response = await fetch(`${bank.url}/open-banking/${path}`, { headers });
  expect(response.status).toBe(200);
  return ((await response.json()) as { data: Record<string, unknown> }).data;
}

test('PRD-009 who a customer is follows from the document, not from a consent or a new product', async () => {
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

test('an open contract has instalments left, however old it is; a closed one has none', async () => {
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

/** A bank at noon whose one customer has these, and reads them whenever asked, with a token as young as the call. */
async function holder(resources: readonly { type: ResourceType; id: string; contractedAt: string }[]) {
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  await bank.customers.create({ cpf: CPF });
  for (const { id, ...wanted } of resources) await bank.resources.create(CPF, { ...wanted, resourceId: id });
  const { consentId } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
  const get = async (path: string) => read(bank, (await bank.token({ consentId })).access_token, path);
  return { bank, get, [Symbol.asyncDispose]: () => bank.close() };
}

interface Payment {
  readonly paymentId: string;
  readonly paidDate: string;
  readonly paidAmount: string;
}

test('what was paid on a contract stays as it was, through renewals and its early end', async () => {
  const ids = Array.from({ length: 6 }, (_, index) => `loan-${index}`);
  await using one = await holder(ids.map((id) => ({ type: 'LOAN', id, contractedAt: '-P6Y' })));
  const paidOn = async (id: string) =>
    (await one.get(`loans/v2/contracts/${id}/payments`))['releases'] as readonly Payment[];
  const before = await Promise.all(ids.map(paidOn));
  for (let years = 0; years < 3; years += 1) {
    await one.bank.clock.advance('P2Y');
    const now = await Promise.all(ids.map(paidOn));
    expect(now.map((payments, index) => payments.slice(0, before[index]!.length))).toEqual(before);
  }
  const last = await Promise.all(ids.map(paidOn));
  for (const id of ids) await one.bank.resources.close(id);
  const settled = await Promise.all(ids.map(paidOn));
  expect(settled.map((payments) => payments.slice(0, -1))).toEqual(last);
  expect(settled.map((payments) => payments.at(-1)?.paidDate)).toEqual(ids.map(() => '2032-03-02'));
});

test('a bill that was paid stays as it was, as long as it is listed', async () => {
  await using one = await holder([{ type: 'CREDIT_CARD_ACCOUNT', id: 'card-1', contractedAt: '-P3Y' }]);
  const base = 'credit-cards-accounts/v2/accounts/card-1/bills';
  const bills = async () => (await one.get(`${base}?page-size=1000`)) as unknown as readonly { billId: string }[];
  const first = await bills();
  expect(first.length).toBeGreaterThan(10);
  for (let month = 0; month < 12; month += 1) {
    await one.bank.clock.advance('P29D');
    const now = new Map((await bills()).map((bill) => [bill.billId, bill]));
    expect(first.filter(({ billId }) => now.has(billId)).map(({ billId }) => now.get(billId))).toEqual(
      first.filter(({ billId }) => now.has(billId)),
    );
  }
});

test('a paper whose yield is not taxed pays no tax when it moves, and one that is held has not ended', async () => {
  const ids = Array.from({ length: 8 }, (_, index) => `paper-${index}`);
  const kinds = [
    ['BANK_FIXED_INCOME', 'bank-fixed-incomes'],
    ['CREDIT_FIXED_INCOME', 'credit-fixed-incomes'],
  ] as const;
  await using one = await holder(
    kinds.flatMap(([type, family]) => ids.map((id) => ({ type, id: `${family}-${id}`, contractedAt: '-P9Y' }))),
  );
  let exempt = 0;
  for (const [, family] of kinds) {
    for (const id of ids) {
      const base = `${family}/v1/investments/${family}-${id}`;
      const paper = await one.get(base);
      expect((paper['dueDate'] as string) > '2026-03-02').toBe(true);
      if (!['LCI', 'LCA', 'CRI', 'CRA'].includes(paper['investmentType'] as string)) continue;
      exempt += 1;
      const days = 'fromTransactionDate=2025-03-03&toTransactionDate=2026-03-02';
      const moves = (await one.get(`${base}/transactions?${days}&page-size=1000`)) as unknown as readonly {
        incomeTax?: { amount: string };
      }[];
      expect(moves.filter(({ incomeTax }) => incomeTax && Number(incomeTax.amount) !== 0)).toEqual([]);
    }
  }
  expect(exempt).toBeGreaterThan(3);
});

test('an IPOC names a person by the CPF and a company by the first eight characters of its CNPJ', async () => {
  await using one = await holder([{ type: 'LOAN', id: 'loan-1', contractedAt: '-P1Y' }]);
  expect((await one.get('loans/v2/contracts/loan-1'))['ipocCode']).toMatch(
    new RegExp(`^\\d{8}02\\d{2}1${CPF}\\d{12}$`),
  );
  await one.bank.customers.create(PADARIA);
  await one.bank.resources.create(PADARIA.cnpj, { type: 'LOAN', resourceId: 'loan-2' });
  const { accessToken } = await one.bank.consents.create({ customerId: PADARIA.cnpj, permissions: 'all' });
  expect((await read(one.bank, accessToken, 'loans/v2/contracts/loan-2'))['ipocCode']).toMatch(
    new RegExp(`^\\d{8}02\\d{2}2${PADARIA.cnpj.slice(0, 8)}\\d{12}$`),
  );
});
