import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MOST_LEVELS } from '../../src/core/nesting.js';
import { administrator } from '../otdx/administrator.js';
import { headersFor, world, type World } from './calls.js';

const lists = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const objects = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

let receiver: World;
beforeAll(async () => {
  receiver = await world();
});
afterAll(async () => receiver[Symbol.asyncDispose]());

async function posted(path: string, body: string, headers: Readonly<Record<string, string>> = {}) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
  const response = await fetch(`${receiver.bank.url}${path}`, init);
  return { status: response.status, text: await response.text() };
}
const journal = async (): Promise<number> => (await fetch(`${receiver.bank.url}/__admin/requests`)).status;

/** A request object as a receiver signs one, whose claims are nested. */
const statement = (claims: string): string =>
  ['{"alg":"PS256"}', claims, 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');

describe(`JSON nested deeper than ${MOST_LEVELS} levels is refused with 400 in the words of each API, and the journal can be read`, () => {
  test.each(
    [lists, objects].flatMap((nested) => [MOST_LEVELS + 1, 5_000, 10_000].map((levels) => ({ nested, levels }))),
  )('$nested.name, $levels levels', async ({ nested, levels }) => {
    const { bank } = receiver;
    const own = headersFor((await bank.token({})).access_token);
    const ana = await administrator(bank, `ana-${nested.name}-${levels}`, 'azul');
    const user = { authorization: `Token ${ana.token}` };
    const body = nested(levels);
    expect((await posted('/open-banking/consents/v3/consents', body, own)).status).toBe(400);
    expect((await posted('/nav/approval', body, user)).status).toBe(400);
    expect((await posted('/service/reprocessamento', body, user)).status).toBe(400);
    expect((await posted('/directory/ssa', body)).status).toBe(400);
    const admin = await posted('/__admin/customers', body);
    expect([admin.status, JSON.parse(admin.text).detail]).toEqual([400, expect.stringContaining('deeper')]);
    expect((await posted('/__admin/scenarios', body, { 'content-type': 'application/yaml' })).status).toBe(400);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await posted('/auth/token', `client_assertion=${statement(body)}`, form)).status).toBeLessThan(500);
    expect(await journal()).toBe(200);
  });

  test('as deep as it may be, it is taken', async () => {
    const body = (levels: number) => `[{"answer":{"status":503,"body":${lists(levels)}}}]`;
    const put = (text: string) =>
      fetch(`${receiver.bank.url}/__admin/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: text,
      });
    expect((await put(body(MOST_LEVELS - 3))).status).toBe(200);
    expect((await put(body(MOST_LEVELS - 2))).status).toBe(400);
    await receiver.bank.faults.clear();
  });

  test('brackets inside a text are no levels', async () => {
    const text = JSON.stringify({ cpf: '52998224725', name: '\\"[{'.repeat(30) });
    expect((await posted('/__admin/customers', text)).status).toBe(201);
  });
});
