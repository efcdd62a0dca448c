import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PRODUCTS } from '../../../src/openfinance/products/families.js';
import type { Status } from '../../../src/openfinance/vocabulary.js';
import { NOW } from '../../support/receiver.js';
import { DETAILS, ENDPOINTS, idFor, pathFor, type Shelf, shelf } from './shelf.js';

const REFUSALS: Readonly<Record<Exclude<Status, 'AVAILABLE'>, string>> = {
  PENDING_AUTHORISATION: 'Aguardando autorização de múltiplas alçadas',
  TEMPORARILY_UNAVAILABLE: 'Recurso temporariamente indisponível',
  UNAVAILABLE: 'Recurso indisponível',
};
const STATUSES = Object.entries(REFUSALS) as [Exclude<Status, 'AVAILABLE'>, string][];

const nameOf = (status: Status): string => status.slice(0, 4).toLowerCase();

/** Not one of them is an id. */
const MALFORMED = ['-a', 'a'.repeat(101), '%E0%A4%A'];

describe.each(PRODUCTS)('$family', (product) => {
  const { type, list, idField } = product;
  const rows = ENDPOINTS.filter((row) => row.product === product);
  const details = DETAILS.filter((row) => row.product === product);
  let all: Shelf;
  beforeAll(async () => {
    all = await shelf([
      one('open'),
      ...STATUSES.map(([status]) => one(nameOf(status), { status })),
      one('old', { contractedAt: '-P6Y', closedAt: '-P2Y' }),
      one('later', { contractedAt: 'P1D' }),
      { id: 'other', type: type === 'LOAN' ? 'FUND' : 'LOAN' },
    ]);
  });
  afterAll(() => all.bank.close());
  const one = (name: string, rest = {}) => ({ id: idFor(type, name), type, contractedAt: '-P1Y6M', ...rest });

  test('lists what is AVAILABLE, and nothing else (PRD-001)', async () => {
    const path = `${rows[0]!.base}${list}`;
    const { status, body } = await all.get(path);
    expect(status).toBe(200);
    expect(body.data.map((item: Record<string, string>) => item[idField])).toEqual([idFor(type, 'open')]);
    expect(body.meta).toMatchObject({ totalRecords: 1, totalPages: 1 });
    expect(body.links).toEqual({ self: `${all.bank.url}${path}?page=1&page-size=25` });
  });

  describe.each(details)('$endpoint.path', (row) => {
    test('answers 200 while its resource is AVAILABLE (PRD-002)', async () => {
      const part = row.endpoint.path.includes('{billId}') ? await billOf(all, idFor(type, 'open')) : '';
      const { status, body, headers } = await all.get(pathFor(row, idFor(type, 'open'), part));
      expect([status, headers.get('x-v')]).toEqual([200, product.version]);
      expect(Object.keys(body).toSorted()).toEqual(['data', 'links', 'meta']);
      expect(body.links.self).toMatch(`${all.bank.url}${pathFor(row, idFor(type, 'open'), part)}`);
    });

    test.each(STATUSES)('answers 403 STATUS_RESOURCE_%s while it is so (PRD-002)', async (name, title) => {
      const { status, body, headers } = await all.get(pathFor(row, idFor(type, nameOf(name))));
      expect(status).toBe(403);
      expect(body.errors).toEqual([{ code: `STATUS_RESOURCE_${name}`, title, detail: expect.any(String) }]);
      expect(headers.get('x-transmissora-rule')).toBe('PRD-002');
    });

    test.each([
      ['of nothing', 'nothing', 'Recurso inexistente'],
      ['of a contract that is yet to come', idFor(type, 'later'), 'Recurso inexistente'],
      ['closed over twelve months before the consent', idFor(type, 'old'), 'Recurso inacessível'],
      ['of another product', 'other', 'Recurso inexistente'],
    ])(
      'answers 403 RESOURCE_FORBIDDEN for an id %s, totals as the document has them (PRD-003, PRD-008)',
      async (_what, id, title) => {
        const { status, body } = await all.get(pathFor(row, id));
        const totals = row.endpoint.errorTotals === true ? { totalRecords: 1, totalPages: 1 } : {};
        expect(body.meta).toEqual({ ...totals, requestDateTime: NOW });
        expect([status, body.errors[0].code, body.errors[0].title]).toEqual([403, 'RESOURCE_FORBIDDEN', title]);
      },
    );

    test('answers 400 for what is no id (PRD-013)', async () => {
      const answers = await Promise.all(MALFORMED.map((id) => all.get(pathFor(row, id))));
      expect(answers.map(({ status }) => status)).toEqual(MALFORMED.map(() => 400));
    });
  });
});

test('a bill that is none of the card’s is answered 403 RESOURCE_FORBIDDEN (PRD-003)', async () => {
  await using own = await shelf([{ id: 'card', type: 'CREDIT_CARD_ACCOUNT', contractedAt: '-P1Y' }]);
  const path = '/open-banking/credit-cards-accounts/v2/accounts/card/bills';
  const { body } = await own.get(
    `${path}/${await billOf(own, 'card').then((id) => `${id.slice(0, -1)}-`)}/transactions`,
  );
  expect(body.errors[0].code).toBe('RESOURCE_FORBIDDEN');
});

test('a broker’s note follows the status of its investment, and is nobody else’s (PRD-002, PRD-003)', async () => {
  await using own = await shelf([{ id: 'share', type: 'VARIABLE_INCOME', contractedAt: '-P1Y' }]);
  const base = '/open-banking/variable-incomes/v1';
  const query = '?fromTransactionDate=2026-01-01&toTransactionDate=2026-03-02';
  const { body } = await own.get(`${base}/investments/share/transactions${query}`);
  const { brokerNoteId } = body.data.find((move: Record<string, string>) => 'brokerNoteId' in move);
  const note = `${base}/broker-notes/${brokerNoteId}`;
  expect((await own.get(note)).status).toBe(200);
  await using other = await shelf([{ id: 'same', type: 'VARIABLE_INCOME', contractedAt: '-P1Y' }]);
  expect((await other.get(note)).body.errors[0].code).toBe('RESOURCE_FORBIDDEN');
  expect((await own.get(`${base}/broker-notes/share`)).body.errors[0].code).toBe('RESOURCE_FORBIDDEN');
  expect((await own.get(`${base}/broker-notes/-`)).status).toBe(400);
  await own.bank.resources.transition('share', 'TEMPORARILY_UNAVAILABLE');
  expect((await own.get(note)).body.errors[0].code).toBe('STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE');
});

async function billOf({ get }: Shelf, id: string): Promise<string> {
  const { body } = await get(`/open-banking/credit-cards-accounts/v2/accounts/${id}/bills`);
  return body.data[0].billId;
}
