import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../src/index.js';

const CPF = '76109277673';
let bank: Bank;

beforeEach(async () => {
  bank = await startTransmissora({ now: '2999-12-01T00:00:00Z' });
  await bank.customers.create({ cpf: CPF });
});
afterEach(() => bank.close());

const post = async (path: string, body: unknown): Promise<number> => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${bank.url}/__admin${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
};

describe('at the end of what a caller may name', () => {
  test('every deadline a rule derives can still be told', async () => {
    const resources = `/customers/${CPF}/resources`;
    expect(await post(resources, { type: 'ACCOUNT', closedAt: '2999-12-31T23:59:59Z' })).toBe(201);
    expect(await post(resources, { type: 'LOAN', timeline: [{ at: 'P30D', to: 'UNAVAILABLE' }] })).toBe(201);
    expect(await post(resources, { type: 'FUND', status: 'PENDING_AUTHORISATION' })).toBe(201);
    expect(await post('/consents', { customerId: CPF, permissions: 'all', preparation: { readyAfter: 'P100Y' } })).toBe(
      201,
    );
    expect(await post('/clocks/default/advance', { toNextEvent: true })).toBe(200);
    expect((await fetch(`${bank.url}/__admin/customers/${CPF}`)).status).toBe(200);
  });

  test('a step beyond it is refused, and nothing is kept', async () => {
    expect(await post(`/customers/${CPF}/resources`, { type: 'ACCOUNT', closedAt: 'P31D' })).toBe(400);
    expect(await post('/clocks/default/advance', { by: 'P1Y' })).toBe(400);
    expect((await bank.customers.get(CPF)).resources).toEqual([]);
    expect(await bank.clock.now()).toBe('2999-12-01T00:00:00Z');
  });
});

test('reset puts back the instant the bank was started with', async () => {
  await bank.clock.advance('P1D');
  await bank.reset();
  expect(await bank.clock.now()).toBe('2999-12-01T00:00:00Z');
});
