import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../../src/index.js';
import { call, NOW } from '../../http/calls.js';

const BASE = '/open-banking/discovery/v2';
const bankAtNoon = (): Promise<Bank> => startTransmissora({ now: NOW, logLevel: 'silent' });

const announce = (bank: Bank, count: number) =>
  bank.outages.put(
    Array.from({ length: count }, (_, index) => ({
      outageTime: `P${count - index}D`,
      duration: 'PT2H30M',
      isPartial: index % 2 === 0,
      explanation: `Parada ${count - index}.`,
    })),
  );

const TOTALS = { totalRecords: 1, totalPages: 1, requestDateTime: NOW };

describe('the outages', () => {
  test('DIS-006 are those to come and in force, the next first, with the four fields of the document', async () => {
    await using bank = await bankAtNoon();
    expect((await call(`${bank.url}${BASE}/outages`)).body).toEqual({
      data: [],
      links: { self: `${bank.url}${BASE}/outages?page=1&page-size=25` },
      meta: { totalRecords: 0, totalPages: 0 },
    });
    const fields = { duration: 'PT1H', isPartial: true, explanation: 'Manutenção.' };
    const announced = ['P2D', 'PT0S', '-PT1H'].map((outageTime) => ({ ...fields, outageTime, apis: ['accounts'] }));
    await bank.outages.put(announced);
    expect((await call(`${bank.url}${BASE}/outages`)).body.data).toEqual([
      { ...fields, outageTime: NOW },
      { ...fields, outageTime: '2026-03-04T12:00:00Z' },
    ]);
  });

  test('DIS-007 come in pages of 25, or of any size from 1 to 1000', async () => {
    await using bank = await bankAtNoon();
    await announce(bank, 30);
    const url = `${bank.url}${BASE}/outages`;
    const sizes: (readonly [string, number, number])[] = [];
    for (const query of ['', '?page=2', '?page-size=7', '?page=5&page-size=7', '?page-size=1', '?page-size=1000']) {
      const { body } = await call(`${url}${query}`);
      sizes.push([query, body.data.length, body.meta.totalPages]);
    }
    expect(sizes).toEqual([
      ['', 25, 2],
      ['?page=2', 5, 2],
      ['?page-size=7', 7, 5],
      ['?page=5&page-size=7', 2, 5],
      ['?page-size=1', 1, 30],
      ['?page-size=1000', 30, 1],
    ]);
  });

  test('DIS-007 have links that can be followed from the first page to the last', async () => {
    await using bank = await bankAtNoon();
    await announce(bank, 30);
    const seen: unknown[] = [];
    let next: string | undefined = `${bank.url}${BASE}/outages?page-size=7`;
    while (next !== undefined) {
      const { body } = await call(next);
      seen.push(...body.data.map((item) => (item as unknown as { explanation: string }).explanation));
      next = body.links['next'];
    }
    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => `Parada ${index + 1}.`));
  });
});

describe('a call of Discovery', () => {
  test.each(['/status', '/outages'])('DIS-001 to %s needs neither token nor interaction id', async (path) => {
    await using bank = await bankAtNoon();
    const { status, headers } = await call(`${bank.url}${BASE}${path}`);
    expect([status, headers.get('content-type'), headers.get('x-v')]).toEqual([200, 'application/json', '2.0.1']);
    expect(headers.get('x-fapi-interaction-id')).toBeNull();
  });

  test('DIS-001 that sends an interaction id gets it back, whatever the outcome', async () => {
    await using bank = await bankAtNoon();
    const id = randomUUID();
    for (const path of ['/status', '/nothing', '/status?page=0']) {
      const { headers } = await call(`${bank.url}${BASE}${path}`, { headers: { 'x-fapi-interaction-id': id } });
      expect(headers.get('x-fapi-interaction-id')).toBe(id);
    }
    const { headers } = await call(`${bank.url}${BASE}/status`, { headers: { 'x-fapi-interaction-id': 'x' } });
    expect(headers.get('x-fapi-interaction-id')).toBeNull();
  });

  test.each<[string, string, RequestInit, number]>([
    ['page 0', '/status?page=0', {}, 400],
    ['a page that is no number', '/outages?page=abc', {}, 400],
    ['a page-size of 0', '/outages?page-size=0', {}, 400],
    ['a page-size over 1000', '/outages?page-size=1001', {}, 400],
    ['two pages', '/outages?page=1&page=2', {}, 400],
    ['a page beyond the end', '/outages?page=2', {}, 404],
    ['another path', '/nothing', {}, 404],
    ['a path in other case', '/Status', {}, 404],
    ['a path with a slash more', '/status/', {}, 404],
    ['another method', '/status', { method: 'POST' }, 405],
    ['another media type', '/status', { headers: { accept: 'text/html' } }, 406],
    ['a preference for 504', '/status', { headers: { prefer: 'code=504' } }, 504],
  ])('DIS-008 with %s is refused, with totals in the meta', async (_with, path, init, status) => {
    await using bank = await bankAtNoon();
    const answer = await call(`${bank.url}${BASE}${path}`, init);
    expect([answer.status, answer.body.meta]).toEqual([status, TOTALS]);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('DIS-008 refused with 529 has no totals', async () => {
    await using bank = await bankAtNoon();
    const { status, body } = await call(`${bank.url}${BASE}/status`, { headers: { prefer: 'code=529' } });
    expect([status, body.meta]).toEqual([529, { requestDateTime: NOW }]);
  });

  test('stands in the journal under its name', async () => {
    await using bank = await bankAtNoon();
    await call(`${bank.url}${BASE}/status`);
    const { requests } = await bank.requests.find({ api: 'discovery' });
    expect(requests).toMatchObject([{ path: `${BASE}/status`, status: 200 }]);
  });
});
