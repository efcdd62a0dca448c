import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cnpj, cpf } from 'cpf-cnpj-validator';
import { ENDPOINTS, type Got, idFor, type Json, ofEachType, pathFor, type Row, type Shelf, shelf } from './shelf.js';

const NAMES = ['a', 'b', 'c', 'd'];
/** Closed a month ago, and so still shared. */
const CLOSED = 'closed';

let all: Shelf;
let answers: { readonly row: Row; readonly name: string; readonly got: Got }[];

beforeAll(async () => {
  all = await shelf([
    ...NAMES.flatMap((name, index) => ofEachType(name, { contractedAt: `-P${index + 1}Y` })),
    ...ofEachType(CLOSED, { closedAt: '-P1M' }),
  ]);
  answers = await everything(all);
});
afterAll(() => all.bank.close());

/** Every endpoint for every resource, with all that happened of late where a list is of that. */
async function everything({ get }: Shelf) {
  const found: typeof answers = [];
  for (const row of ENDPOINTS.filter(({ endpoint }) => !endpoint.path.includes('brokerNoteId'))) {
    const query = daysFor(row);
    for (const name of [...NAMES, CLOSED]) {
      const id = idFor(row.product.type, name);
      const bill = row.endpoint.path.includes('{billId}') ? await firstBill(get, id) : '';
      found.push({ row, name, got: await get(`${pathFor(row, id, bill)}${query}`) });
    }
  }
  return found;
}

function daysFor({ endpoint: { rows, path } }: Row): string {
  if (!rows || path.includes('{billId}')) return '';
  const from = rows.mostDays === undefined ? '2025-10-01' : '2026-02-24';
  return `?${rows.from}=${from}&${rows.to}=2026-03-02&page-size=1000`;
}

async function firstBill(get: Shelf['get'], id: string): Promise<string> {
  const { body } = await get(`/open-banking/credit-cards-accounts/v2/accounts/${id}/bills`);
  return body.data[0].billId;
}

const dataOf = (family: string, path: RegExp, name?: string): Json[] =>
  answers
    .filter(
      ({ row, name: own }) => row.product.family === family && path.test(row.endpoint.path) && own === (name ?? own),
    )
    .flatMap(({ got }) => got.body.data);

/** Every property of every answer, with the object it stands in. */
function* properties(
  node: unknown,
): Generator<readonly [name: string, value: unknown, inside: Record<string, unknown>]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (!Array.isArray(node)) yield [name, value, node as Record<string, unknown>];
    yield* properties(value);
  }
}
const everyProperty = () => answers.flatMap(({ got }) => [...properties(got.body.data)]);

/** Cents of an amount with two places or more. */
const cents = ({ amount }: { amount: string }): bigint => {
  const [units = '', places = ''] = amount.split('.');
  return BigInt(units) * 100n + BigInt(places.slice(0, 2)) * (amount.startsWith('-') ? -1n : 1n);
};

test('every answer is 200: the document finds nothing wrong with it', () => {
  expect(answers.filter(({ got }) => got.status !== 200).map(({ row, got }) => [row.title, got.text])).toEqual([]);
});

test('the same id has the same data, wherever and whenever the bank was started', async () => {
  await using other = await shelf(
    NAMES.flatMap((name, index) => ofEachType(name, { contractedAt: `-P${index + 1}Y` })),
  );
  for (const { row, name, got } of answers) {
    if (name !== 'a' || row.endpoint.path === row.product.list || row.endpoint.path.includes('{billId}')) continue;
    const { body } = await other.get(`${pathFor(row, idFor(row.product.type, name))}${daysFor(row)}`);
    expect([row.title, body.data]).toEqual([row.title, got.body.data]);
  }
});

test('what the list tells of a resource, its own page tells the same way', () => {
  for (const { row, name, got } of answers) {
    if (row.endpoint.path !== row.product.list) continue;
    const { idField } = row.product;
    const item = got.body.data.find((one: Record<string, unknown>) => one[idField] === idFor(row.product.type, name));
    const page = answers.find(
      (other) =>
        other.name === name && other.row.product === row.product && /^\/\w+\/\{\w+\}$/.test(other.row.endpoint.path),
    );
    for (const [property, value] of Object.entries(item)) {
      if (property in page!.got.body.data)
        expect([row.title, property, page!.got.body.data[property]]).toEqual([row.title, property, value]);
    }
  }
});

test('money, quantities and rates are decimal strings', () => {
  const named = everyProperty().filter(([name]) => /amount|price|quantity|rate$|cet$/i.test(name));
  expect(named.length).toBeGreaterThan(500);
  expect(named.filter(([, value]) => typeof value === 'number')).toEqual([]);
});

test('every CPF, CNPJ and ISIN has valid check digits', () => {
  const documents = everyProperty()
    .filter(([name]) => /cnpj|cpf/i.test(name))
    .flatMap(([, value]) => value as string);
  expect(documents.filter((text) => !cpf.isValid(text) && !cnpj.isValid(text))).toEqual([]);
  const isins = everyProperty()
    .filter(([name]) => name === 'isinCode')
    .map(([, value]) => String(value));
  expect(isins.length).toBeGreaterThan(20);
  expect(isins.filter((text) => luhn(text) % 10 !== 0)).toEqual([]);
});

/** ISO 6166: letters as numbers from 10 on, every second digit from the right doubled. */
function luhn(isin: string): number {
  const digits = Array.from(isin, (char) => Number.parseInt(char, 36)).join('');
  return Array.from(digits, Number)
    .toReversed()
    .flatMap((digit, index) => Array.from(String(index % 2 === 1 ? digit * 2 : digit), Number))
    .reduce((sum, digit) => sum + digit, 0);
}

test('an explanation comes with what it explains, and never without', () => {
  for (const [name, , inside] of everyProperty()) {
    if (!name.endsWith('AdditionalInfo')) continue;
    expect(Object.values(inside)).toEqual(expect.arrayContaining([expect.stringMatching(/OUTR/)]));
  }
});

describe('credit contracts', () => {
  const FAMILIES = ['loans', 'financings', 'invoice-financings', 'unarranged-accounts-overdraft'];

  test.each(FAMILIES)('%s: dates are in order, instalments add up', (family) => {
    for (const one of dataOf(family, /\{contractId\}$/)) {
      const dates: string[] = [one['contractDate'], one['firstInstalmentDueDate'], one['dueDate']];
      expect(dates).toEqual(dates.toSorted((date, other) => (date < other ? -1 : 1)));
      expect(one['ipocCode']).toContain(one['contractNumber']);
      for (const rate of one['interestRates']) expect('preFixedRate' in rate).toBe(!('postFixedRate' in rate));
    }
    for (const one of dataOf(family, /scheduled/)) {
      expect(one['paidInstalments'] + one['dueInstalments']).toBe(one['totalNumberOfInstalments']);
    }
  });

  test.each(FAMILIES)('%s: a settled one owes nothing', (family) => {
    const [contract] = dataOf(family, /\{contractId\}$/, CLOSED);
    const [paid] = dataOf(family, /payments/, CLOSED);
    const [schedule] = dataOf(family, /scheduled/, CLOSED);
    expect(contract!['settlementDate']).toBe('2026-02-02');
    expect(paid!['contractOutstandingBalance']).toBe('0.00');
    expect(schedule).toMatchObject({ dueInstalments: 0, typeContractRemaining: 'SEM_PRAZO_REMANESCENTE' });
  });
});

describe('investments', () => {
  test.each(['bank-fixed-incomes', 'credit-fixed-incomes', 'treasure-titles'])('%s: a position adds up', (family) => {
    for (const one of dataOf(family, /balances/)) {
      expect(cents(one['grossAmount'])).toBe(BigInt(one['quantity'].split('.')[0]) * cents(one['updatedUnitPrice']));
      const taxes = cents(one['incomeTax']) + cents(one['financialTransactionTax']);
      expect(cents(one['netAmount'])).toBe(cents(one['grossAmount']) - taxes);
    }
    const [redeemed] = dataOf(family, /balances/, CLOSED);
    expect(redeemed).toMatchObject({ quantity: '0.00', grossAmount: { amount: '0.00' } });
  });

  test('taxes are for what goes out', () => {
    for (const family of ['bank-fixed-incomes', 'credit-fixed-incomes', 'treasure-titles', 'funds']) {
      for (const one of dataOf(family, /transactions$/)) expect('incomeTax' in one).toBe(one['type'] === 'SAIDA');
    }
  });
});

describe('cards', () => {
  test('a bill is the sum of its movements', async () => {
    const base = `/open-banking/credit-cards-accounts/v2/accounts/${idFor('CREDIT_CARD_ACCOUNT', 'b')}`;
    const { body } = await all.get(`${base}/bills?page-size=1000`);
    const [bill] = body.data;
    const moves = await all.get(`${base}/bills/${bill.billId}/transactions?page-size=1000`);
    const total = moves.body.data.reduce(
      (sum: bigint, one: Json) => sum + cents(one['amount']) * (one['creditDebitType'] === 'DEBITO' ? 1n : -1n),
      0n,
    );
    expect(moves.body.data.length).toBeGreaterThan(0);
    expect(total).toBe(cents(bill.billTotalAmount));
    expect(moves.body.data.every((one: Record<string, unknown>) => one['billId'] === bill.billId)).toBe(true);
  });

  test('bills ask for money: what came back is less than what was spent', async () => {
    await using one = await shelf([{ id: 'card', type: 'CREDIT_CARD_ACCOUNT', contractedAt: '-P1Y6M', count: 12 }]);
    const pages = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        one.get(`/open-banking/credit-cards-accounts/v2/accounts/card-${index + 1}/bills?page-size=1000`),
      ),
    );
    const totals = pages.flatMap(({ body }) => body.data.map((bill: Json) => cents(bill.billTotalAmount)));
    expect(totals.length).toBeGreaterThan(100);
    expect(totals.filter((total) => total <= 0n)).toEqual([]);
  });

  test('a limit has a ceiling, unless it is flexible', () => {
    for (const one of dataOf('credit-cards-accounts', /limits/)) {
      expect(['limitAmount' in one, 'availableAmount' in one]).toEqual(Array(2).fill(!one['isLimitFlexible']));
    }
  });
});

test('an exchange is of two currencies, and its total is exact', () => {
  for (const one of dataOf('exchanges', /\{operationId\}$/)) {
    const { foreignOperationValue: foreign, localCurrencyOperationValue: local } = one;
    expect([foreign.currency === 'BRL', local.currency]).toEqual([false, 'BRL']);
    const rate = BigInt(one['localCurrencyOperationTax'].amount.replace('.', ''));
    expect(cents(local) * 10_000n).toBe(cents(foreign) * rate);
  }
});
