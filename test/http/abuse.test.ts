import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fuzz } from '../../scripts/abuse/fuzz.js';
import { operationsIn } from '../../scripts/abuse/operations.js';
import type { Bank } from '../../src/index.js';
import { headersFor, LIST, list, requestText, world } from './calls.js';

type World = Awaited<ReturnType<typeof world>>;

const FUZZED = 1_000;
const IDLE = 1_000;
const SLOW = 100;

let receiver: World;
beforeAll(async () => {
  receiver = await world();
});
afterAll(async () => receiver[Symbol.asyncDispose]());

const open = async ({ url }: Bank, count: number): Promise<readonly Socket[]> => {
  const { hostname, port } = new URL(url);
  const sockets = Array.from({ length: count }, () => connect(Number(port), hostname));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets) socket.on('error', () => undefined);
  return sockets;
};

const statusIn = async (socket: Socket): Promise<number> => {
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return Number(/^HTTP\/1\.1 (\d+)/.exec(chunk.toString('latin1'))?.[1]);
};

test(`${FUZZED} malformed requests to every operation of every document: no 5xx, no stack, nothing polluted`, async () => {
  const tokens = [receiver.token, (await receiver.bank.token({})).access_token];
  const outcome = await fuzz(receiver.bank.url, operationsIn('spec'), { requests: FUZZED, seed: 8, tokens });
  expect(outcome.wrong).toEqual([]);
  expect((outcome.statuses[400] ?? 0) + (outcome.statuses[401] ?? 0)).toBeGreaterThan(FUZZED / 4);
  expect('polluted' in {}).toBe(false);
  const ready = await fetch(`${receiver.bank.url}/readyz`);
  expect(ready.status).toBe(200);
}, 240_000);

describe('others are answered while', () => {
  test(`${IDLE} connections say nothing`, async () => {
    await using crowded = await world();
    const idle = await open(crowded.bank, IDLE);
    expect((await list(crowded)).status).toBe(200);
    for (const socket of idle) socket.destroy();
  });

  test(`${SLOW} clients are in the middle of a request; they are answered when they come to its end`, async () => {
    await using crowded = await world();
    const text = requestText(LIST, headersFor(crowded.token));
    const slow = await open(crowded.bank, SLOW);
    for (const socket of slow) socket.write(text.slice(0, 40));
    expect((await list(crowded)).status).toBe(200);
    const answers = Promise.all(slow.map(statusIn));
    for (const socket of slow) socket.write(text.slice(40));
    expect(await answers).toEqual(Array(SLOW).fill(200));
    for (const socket of slow) socket.destroy();
  });
});

test('who has asked and closed his half is gone: the connection ends, answered or not, and nothing is held back', async () => {
  await using crowded = await world();
  const text = requestText(LIST, headersFor(crowded.token)).replace('connection: close', 'connection: keep-alive');
  const halves = await open(crowded.bank, SLOW);
  const ended = Promise.all(halves.map((socket) => once(socket.resume(), 'close')));
  for (const socket of halves) socket.end(text);
  expect(await ended).toHaveLength(SLOW);
  expect((await list(crowded)).status).toBe(200);
});

describe('a body that unpacks to more than a megabyte is refused, however small it comes', () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
  test.each([
    ['of the admin API', '/__admin/customers', 413],
    ['of an official API', '/open-banking/consents/v3/consents', 413],
  ])('%s', async (_whose, path, status) => {
    const { access_token: token } = await receiver.bank.token({});
    const headers = { ...headersFor(token), 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const response = await fetch(`${receiver.bank.url}${path}`, { method: 'POST', headers, body: bomb });
    expect(response.status).toBe(status);
  });
});
