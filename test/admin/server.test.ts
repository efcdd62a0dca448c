import { request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { call, headersFor, LIST, list, NOW, opened, raw, requestText, world } from '../http/calls.js';
import { admin } from '../support/receiver.js';

describe('the journal over HTTP', () => {
  test('is filtered, counted and emptied, and says how many exchanges it let go', async () => {
    await using receiver = await world({ options: { journalSize: 3 } });
    const { bank, consentId } = receiver;
    await call(`${bank.url}/open-banking/nothing`);
    await list(receiver);
    await bank.clock.advance('PT1H');
    await list(receiver);
    await list(receiver, '?page=2');
    const find = async (query = '') => {
      const { body } = await admin(bank, 'GET', `/requests${query}`);
      return [(body['requests'] as { status: number }[]).map(({ status }) => status), body['dropped']];
    };
    expect(await find()).toEqual([[200, 200, 422], 1]);
    expect(await find('?limit=1')).toEqual([[422], 1]);
    expect(await find(`?consentId=${consentId}&since=2026-03-02T13:00:00Z`)).toEqual([[200, 422], 1]);
    expect(await find('?api=unknown')).toEqual([[], 1]);
    const count = await admin(bank, 'POST', '/requests/count', { api: 'resources', since: '2026-03-02T13:00:00Z' });
    expect(count).toEqual({ status: 200, body: { count: 2, dropped: 1 } });
    expect((await admin(bank, 'GET', '/requests?since=yesterday')).status).toBe(400);
    expect((await admin(bank, 'DELETE', '/requests')).status).toBe(204);
    expect(await find()).toEqual([[], 0]);
  });

  test('streams each exchange as it happens, as server-sent events, filtered', async () => {
    await using receiver = await world();
    const { bank, consentId } = receiver;
    const leave = new AbortController();
    const response = await fetch(`${bank.url}/__admin/requests/stream?consentId=${consentId}`, {
      signal: leave.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await events.read()).value).toBe(': connected\n\n');
    await call(`${bank.url}/open-banking/nothing`);
    await list(receiver);
    const { value = '' } = await events.read();
    const [id, event, data] = value.split('\n');
    expect([id, event]).toEqual(['id: 2', 'event: exchange']);
    expect(JSON.parse(data?.replace('data: ', '') ?? '')).toMatchObject({ id: 2, at: NOW, status: 200, consentId });
    expect(value).not.toContain(receiver.token);
    leave.abort();
  });

  test('ends its streams when the server stops', async () => {
    const receiver = await world();
    const response = await fetch(`${receiver.bank.url}/__admin/requests/stream`);
    await receiver.bank.close();
    expect(await response.text()).toBe(': connected\n\n');
  });
});

describe('who may use the admin API', () => {
  const SECRET = 'a-secret';

  test('anyone on loopback, as long as no token is set', async () => {
    await using opening = await opened();
    expect(opening.running.adminToken).toBeUndefined();
    expect((await admin(opening.bank, 'GET', '/health')).status).toBe(200);
  });

  test('the bearer of the admin token, where one is set', async () => {
    await using opening = await opened({ adminToken: SECRET });
    const statusOf = async (authorization?: string) =>
      (
        await call(`${opening.bank.url}/__admin/health`, {
          headers: authorization === undefined ? {} : { authorization },
        })
      ).status;
    expect(await statusOf(`Bearer ${SECRET}`)).toBe(200);
    for (const text of [undefined, SECRET, `Bearer ${SECRET}x`, 'Bearer ', `Basic ${SECRET}`]) {
      expect([text, await statusOf(text)]).toEqual([text, 401]);
    }
    expect((await call(`${opening.bank.url}/__admin/health?token=${SECRET}`)).status).toBe(401);
  });

  test('the bearer of a token made for the occasion, where the server listens beyond loopback', async () => {
    await using opening = await opened({ host: '0.0.0.0' });
    const { bank, running } = opening;
    expect([running.adminTokenIsNew, (running.adminToken ?? '').length >= 32]).toEqual([true, true]);
    expect((await admin(bank, 'GET', '/health')).status).toBe(401);
    const headers = { authorization: `Bearer ${running.adminToken ?? ''}` };
    expect((await call(`${bank.url}/__admin/health`, { headers })).status).toBe(200);
  });

  test('while the official API asks for its own tokens alone', async () => {
    await using receiver = await world({ options: { adminToken: SECRET } });
    expect((await list(receiver)).status).toBe(200);
    expect((await list({ bank: receiver.bank, token: SECRET })).status).toBe(401);
  });
});

describe('what the server says of itself', () => {
  test('health: up, in which version, and for how long in real time', async () => {
    let wall = Date.parse(NOW);
    await using opening = await opened({}, { wall: { now: () => wall, monotonic: () => wall } });
    wall += 90_500;
    expect((await admin(opening.bank, 'GET', '/health')).body).toEqual({
      status: 'UP',
      message: expect.any(String),
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      uptimeInSeconds: 90,
      timestamp: '2026-03-02T12:01:30.500Z',
    });
  });

  test('settings: those in force, without the secret ones', async () => {
    await using opening = await opened({ adminToken: 'a-secret', maxPageSize: '800' });
    const headers = { authorization: 'Bearer a-secret' };
    const { text, body } = await call(`${opening.bank.url}/__admin/settings`, { headers });
    expect(body).toMatchObject({ store: 'memory', maxPageSize: 800, pollingLimit: 'PT5M', adminToken: '[redacted]' });
    expect(text).not.toContain('a-secret');
  });

  test('ready and live, without asking for anything; not ready while the store is out of reach', async () => {
    await using opening = await opened();
    const { bank, running } = opening;
    expect([(await call(`${bank.url}/healthz`)).status, (await call(`${bank.url}/readyz`)).status]).toEqual([200, 200]);
    Object.assign(running.house.store, { check: () => Promise.reject(new Error('gone')) });
    expect([(await call(`${bank.url}/healthz`)).status, (await call(`${bank.url}/readyz`)).status]).toEqual([200, 503]);
  });
});

describe('bad input to the admin API', () => {
  const MIB = 1024 * 1024;

  test('a body over 1 MiB is refused with 413, whatever length it claims', async () => {
    await using opening = await opened();
    const path = '/__admin/clocks/default/advance';
    const big = JSON.stringify({ by: 'PT1M', pad: 'x'.repeat(MIB) });
    const headers = { 'content-type': 'application/json' };
    expect((await call(`${opening.bank.url}${path}`, { method: 'POST', headers, body: big })).status).toBe(413);
    const chunked = `${requestText(path, { ...headers, 'transfer-encoding': 'chunked' }, 'POST')}${big.length.toString(16)}\r\n${big}\r\n0\r\n\r\n`;
    expect(await raw(opening.bank, chunked)).toMatch(
      /^HTTP\/1\.1 413 .*application\/problem\+json.*larger than 1 MiB/s,
    );
    const bytesOfOne = requestText(path, { ...headers, 'content-length': '1' }, 'POST');
    expect(await raw(opening.bank, `${bytesOfOne}${big}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await opening.bank.clock.now()).toEqual(expect.any(String));
    expect((await admin(opening.bank, 'GET', '/clocks/default')).body['frozen']).toBe(false);
  });

  test('a body that does not come is waited for without keeping others waiting', async () => {
    await using opening = await opened();
    const url = `${opening.bank.url}/__admin/clocks/default/advance`;
    const headers = { 'content-type': 'application/json', 'content-length': '100' };
    const waiting = request(url, { method: 'POST', headers });
    const broken = new Promise((resolve) => waiting.on('error', resolve));
    waiting.flushHeaders();
    expect((await admin(opening.bank, 'GET', '/health')).status).toBe(200);
    waiting.destroy(new Error('gone'));
    await broken;
    expect((await admin(opening.bank, 'GET', '/health')).status).toBe(200);
  });

  test('is refused as a problem that names no file and no line of ours', async () => {
    await using opening = await opened();
    const { bank } = opening;
    const post = (path: string, body: string, type = 'application/json') =>
      call(`${bank.url}/__admin${path}`, { method: 'POST', headers: { 'content-type': type }, body });
    const answers: readonly (readonly [number, Awaited<ReturnType<typeof call>>])[] = [
      [400, await post('/customers', '{')],
      [400, await post('/customers', 'null')],
      [400, await post('/customers', '{"__proto__":{"cpf":"76109277673"}}')],
      [415, await post('/customers', '<a/>', 'application/xml')],
      [415, await post('/customers', '{}', 'application/json; charset=utf-99')],
      [404, await call(`${bank.url}/__admin/nothing`)],
      [404, await call(`${bank.url}/__admin`)],
      [400, await call(`${bank.url}/__admin/customers/%zz`)],
      [404, await call(`${bank.url}/__admin/customers/__proto__`)],
      [404, await call(`${bank.url}/__admin/resources/constructor`)],
      [405, await call(`${bank.url}/__admin/health`, { method: 'DELETE' })],
      [405, await call(`${bank.url}/__admin/health`, { method: 'OPTIONS' })],
    ];
    for (const [expected, { status, headers, text }] of answers) {
      expect([text, status]).toEqual([text, expected]);
      expect(headers.get('content-type')).toBe('application/problem+json');
      expect(JSON.parse(text)).toMatchObject({ type: 'about:blank', title: expect.any(String), status: expected });
      expect(text).not.toMatch(/node_modules|\.ts:|\n {4}at /);
    }
    expect(({} as Record<string, unknown>)['cpf']).toBeUndefined();
    expect((await admin(bank, 'GET', '/customers')).body).toEqual({ customers: [] });
  });

  test('is no official call: the admin API answers its own paths alone', async () => {
    await using receiver = await world();
    const answer = await call(`${receiver.bank.url}/__admin${LIST}`, { headers: headersFor(receiver.token) });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    expect((await receiver.bank.requests.count()).count).toBe(0);
  });
});
