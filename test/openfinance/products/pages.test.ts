import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { idFor, LISTS, ofEachType, pathFor, type Row, type Shelf, shelf } from './shelf.js';

const RECORDS = 51;
let all: Shelf;
beforeAll(async () => {
  all = await shelf(ofEachType('many', { count: RECORDS }));
});
afterAll(() => all.bank.close());

const idsIn = (body: { data: Record<string, string>[] }, { product }: Row) =>
  body.data.map((item) => item[product.idField]);

describe.each(LISTS)('the pages of $title', (row) => {
  const path = pathFor(row, '');

  test('lead through the whole list, each record once (RES-071, RES-076)', async () => {
    const seen: (string | undefined)[] = [];
    let next: string | undefined = path;
    for (let page = 1; next !== undefined; page++) {
      const { status, body } = await all.get(next);
      expect([status, body.meta.totalRecords, body.meta.totalPages]).toEqual([200, RECORDS, 3]);
      expect([page, 'prev' in body.links, 'next' in body.links]).toEqual([page, page > 1, page < 3]);
      seen.push(...idsIn(body, row));
      next = body.links.next;
    }
    expect(new Set(seen).size).toBe(RECORDS);
    expect(seen).toHaveLength(RECORDS);
  });

  test('hold up to 1000 records, and no more may be asked for (RES-072)', async () => {
    expect(idsIn((await all.get(`${path}?page-size=1000`)).body, row)).toHaveLength(RECORDS);
    expect((await all.get(`${path}?page-size=1001`)).status).toBe(422);
    expect((await all.get(`${path}?page=4`)).body.errors[0].code).toBe('PAGE_NOT_FOUND');
  });

  test('hold 25 records where fewer are asked for (RES-071)', async () => {
    const { body } = await all.get(`${path}?page-size=1`);
    expect(body.data).toHaveLength(25);
    expect(body.links.self).toMatch(/page=1&page-size=25/);
  });
});

describe('the filters of a list', () => {
  test('keep the accounts of one type, and stay in the links (PRD-007)', async () => {
    const path = '/open-banking/accounts/v2/accounts?page-size=1000';
    const types = (await all.get(path)).body.data.map(({ type }: { type: string }) => type);
    const some = await all.get(`${path}&accountType=CONTA_POUPANCA`);
    const kept = types.filter((type: string) => type === 'CONTA_POUPANCA');
    expect(kept.length).toBeGreaterThan(0);
    expect(some.body.data.map(({ type }: { type: string }) => type)).toEqual(kept);
    expect(some.body.links.self).toMatch(/accountType=CONTA_POUPANCA/);
    expect((await all.get(`${path}&accountType=OUTRA`)).status).toBe(400);
  });

  test('keep the movements of one way, kind or merchant (PRD-007)', async () => {
    const from = '2025-03-01';
    const entries = `/open-banking/accounts/v2/accounts/account-many-1/transactions?fromBookingDate=${from}&toBookingDate=2026-03-02&page-size=1000`;
    const moves = `/open-banking/credit-cards-accounts/v2/accounts/credit-card-account-many-1/transactions?fromTransactionDate=${from}&toTransactionDate=2026-03-02&page-size=1000`;
    for (const [path, filter, property, value] of [
      [entries, 'creditDebitIndicator=CREDITO', 'creditDebitType', 'CREDITO'],
      [moves, 'transactionType=ESTORNO', 'transactionType', 'ESTORNO'],
      [moves, 'payeeMCC=5411', 'payeeMCC', 5411],
    ] as const) {
      const every = (await all.get(path)).body.data;
      const kept = every.filter((one: Record<string, unknown>) => one[property] === value);
      expect(kept.length).toBeGreaterThan(0);
      expect(kept.length).toBeLessThan(every.length);
      expect((await all.get(`${path}&${filter}`)).body.data).toEqual(kept);
    }
  });

  test.each([
    ['both or none', 'fromBookingDate=2026-03-01', 400],
    ['days that exist', 'fromBookingDate=2026-02-30&toBookingDate=2026-03-02', 400],
    ['in order', 'fromBookingDate=2026-03-02&toBookingDate=2026-03-01', 422],
    ['the last seven days of the recent ones', 'fromBookingDate=2026-02-23&toBookingDate=2026-03-02', 422],
    ['seven days, today included', 'fromBookingDate=2026-02-24&toBookingDate=2026-03-02', 200],
  ])('take dates: %s (PRD-006)', async (_what, query, status) => {
    const path = '/open-banking/accounts/v2/accounts/account-many-1/transactions-current';
    expect((await all.get(`${path}?${query}`)).status).toBe(status);
  });
});

test('page and page-size say nothing where there are no pages (RES-070)', async () => {
  const path = `/open-banking/accounts/v2/accounts/${idFor('ACCOUNT', 'many')}-1/balances`;
  for (const query of ['page-size=1001', 'page=0', 'page=abc', 'page=99']) {
    expect([query, (await all.get(`${path}?${query}`)).status]).toEqual([query, 200]);
  }
});
