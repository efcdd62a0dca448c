import { describe, expect, test } from '@jest/globals';
import { opened } from '../../http/calls.js';
import { CPF, ask, ofEachType, type Shelf, shelf } from './shelf.js';

const LOANS = '/open-banking/loans/v2/contracts';
const ACCOUNTS = '/open-banking/accounts/v2/accounts';
const many = () => [{ id: 'acc', type: 'ACCOUNT' as const, count: 60 }];

async function statuses({ get }: Shelf, path: string, calls: number): Promise<number[]> {
  const found: number[] = [];
  for (let call = 0; call < calls; call++) found.push((await get(path)).status);
  return found;
}
const ok = (calls: number): number[] => Array<number>(calls).fill(200);
const keyIn = (link: string): string => new URL(link).searchParams.get('pagination-key') ?? '';

describe('the pagination key', () => {
  test('is on every link of a list with several pages, and on none of a single page (PRD-010)', async () => {
    await using own = await shelf([...many(), { id: 'loan', type: 'LOAN' }]);
    const { body } = await own.get(ACCOUNTS);
    expect(keyIn(body.links.next)).not.toBe('');
    expect(keyIn(body.links.last)).toBe(keyIn(body.links.next));
    expect((await own.get(LOANS)).body.links.self).not.toMatch('pagination-key');
  });

  test('is kept for sixty minutes of the customer’s clock, then replaced with 200 (PRD-010)', async () => {
    await using own = await shelf(many());
    const { next } = (await own.get(ACCOUNTS)).body.links;
    await own.bank.clock.advance('PT60M');
    expect(keyIn((await own.get(next)).body.links.prev)).toBe(keyIn(next));
    await own.bank.clock.advance('PT1S');
    const late = await own.get(next);
    expect([late.status, late.body.data.length]).toEqual([200, 25]);
    expect(keyIn(late.body.links.prev)).not.toBe(keyIn(next));
  });

  test('that is invented, or another question’s, is replaced with 200 (PRD-010)', async () => {
    await using own = await shelf(many());
    const { next } = (await own.get(ACCOUNTS)).body.links;
    const foreign = keyIn((await own.get(`${ACCOUNTS}?accountType=CONTA_DEPOSITO_A_VISTA`)).body.links.next ?? next);
    for (const key of ['x', '', 'zzzzzzzzzzzzzzzzzzzz.a', `${keyIn(next)}x`, 'a'.repeat(2048), foreign]) {
      const { status, body } = await own.get(`${ACCOUNTS}?pagination-key=${key}`);
      expect(status).toBe(200);
      if (key !== keyIn(next)) expect(keyIn(body.links.next)).not.toBe(key);
    }
  });
});

describe('the operational limits', () => {
  test('are off, unless the configuration asks for them (PRD-011)', async () => {
    await using own = await shelf(many());
    expect(await statuses(own, `${ACCOUNTS}/acc-1`, 12)).toEqual(ok(12));
  });

  test('answer 423 once a month’s calls for one object are used up, and start again with the month (PRD-011)', async () => {
    await using own = await shelf(many(), { limits: 'official' });
    expect(await statuses(own, `${ACCOUNTS}/acc-1`, 9)).toEqual([...ok(8), 423]);
    expect(await statuses(own, `${ACCOUNTS}/acc-2`, 1)).toEqual([200]);
    expect(await statuses(own, `${ACCOUNTS}/acc-1/balances`, 20)).toEqual(ok(20));
    const { body, headers } = await own.get(`${ACCOUNTS}/acc-1`);
    expect([body.errors[0].code, headers.get('x-transmissora-rule')]).toEqual(['LIMITE_OPERACIONAL', 'PRD-011']);
    await own.bank.clock.advance('P30D');
    expect(await statuses(own, `${ACCOUNTS}/acc-1`, 1)).toEqual([200]);
  });

  test('count neither refusals nor the further pages of a query (PRD-011)', async () => {
    await using own = await shelf(many(), { limits: 'official' });
    expect(await statuses(own, `${ACCOUNTS}?page=9`, 10)).toEqual(Array(10).fill(422));
    const { next } = (await own.get(ACCOUNTS)).body.links;
    expect(await statuses(own, ACCOUNTS, 8)).toEqual([...ok(7), 423]);
    expect(await statuses(own, next, 12)).toEqual(ok(12));
    await own.bank.clock.advance('PT61M');
    expect(await statuses(own, next, 1)).toEqual([423]);
  });

  test('do not hold Resources (RES-107)', async () => {
    await using own = await shelf(many(), { limits: 'official' });
    expect(await statuses(own, '/open-banking/resources/v3/resources', 40)).toEqual(ok(40));
  });

  test('hold the Customers API, too (PRD-011)', async () => {
    await using own = await shelf([], { limits: 'official' });
    expect(await statuses(own, '/open-banking/customers/v2/personal/qualifications', 9)).toEqual([...ok(8), 423]);
  });
});

describe('the traffic limits', () => {
  /** A second that does not pass, so that its calls can be counted out. */
  async function stopped(wall: { at: number }) {
    const bank = await opened({ limits: 'official' }, { wall: { now: () => wall.at, monotonic: () => 0 } });
    await bank.bank.customers.create({ cpf: CPF });
    for (const wanted of ofEachType('open')) await bank.bank.resources.create(CPF, { ...wanted, contractedAt: '-P1Y' });
    const { accessToken = '' } = await bank.bank.consents.create({ customerId: CPF, permissions: 'all' });
    return { ...bank, get: (path: string) => ask(bank.bank, accessToken, path) };
  }

  test('answer 529 above 300 calls in a second, 429 with the seconds to the next minute above a receiver’s own (PRD-012)', async () => {
    const wall = { at: Date.parse('2026-03-02T12:00:10.500Z') };
    await using bank = await stopped(wall);
    const path = `${ACCOUNTS}/nothing`;
    const seen = new Map<number, number>();
    let refused: Awaited<ReturnType<typeof bank.get>> | undefined;
    for (let second = 0; second < 4 && refused?.status !== 429; second++) {
      const answers = await Promise.all(Array.from({ length: 301 }, () => bank.get(path)));
      for (const { status } of answers) seen.set(status, (seen.get(status) ?? 0) + 1);
      refused = answers.find(({ status }) => status === 429);
      if (refused === undefined) expect(answers.filter(({ status }) => status === 529)).toHaveLength(1);
      wall.at += 1000;
    }
    expect([seen.get(403), seen.get(529)]).toEqual([1000, 3]);
    expect(refused?.headers.get('retry-after')).toBe('47');
    wall.at = Date.parse('2026-03-02T12:01:00Z');
    expect((await bank.get(path)).status).toBe(403);
  });
});
