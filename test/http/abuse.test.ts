import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newAccess, newCaller } from '../../scripts/abuse/callers.js';
import { fuzz } from '../../scripts/abuse/fuzz.js';
import { operationsIn } from '../../scripts/abuse/operations.js';
import { growthOf, soak } from '../../scripts/abuse/soak.js';
import type { Bank } from '../../src/index.js';
import { headersFor, LIST, list, requestText, world } from './calls.js';

type World = Awaited<ReturnType<typeof world>>;

const FUZZED = 1_000;
const IDLE = 1_000;
const SLOW = 100;
/** Calls of one window of the soak, of which there are ten, and one to warm up. */
const SOAKED = 150;
/** A journal without a bound keeps some kilobytes of each call; what the machine does by itself is far less. Bytes. */
const KEPT_OF_A_CALL = 1_000;
const SPELLINGS = 100;
/** A validator compiled for each would be 20,000 bytes. */
const KEPT_OF_A_SPELLING = 5_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** What this process holds, server and caller, after a collection. Bytes. */
const heapOf = async (): Promise<number> => {
  collect();
  // Connections may have gone idle for too long meanwhile: both ends close them before anybody calls again.
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  return process.memoryUsage().heapUsed;
};

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
  const { url } = receiver.bank;
  const renew = () => newAccess(url);
  const outcome = await fuzz(url, operationsIn('spec'), { requests: FUZZED, seed: 8, renew });
  expect(outcome.wrong).toEqual([]);
  expect((outcome.statuses[400] ?? 0) + (outcome.statuses[401] ?? 0)).toBeGreaterThan(FUZZED / 4);
  expect('polluted' in {}).toBe(false);
  const ready = await fetch(`${receiver.bank.url}/readyz`);
  expect(ready.status).toBe(200);
});

test(`${SOAKED * 11} calls leave nothing behind: the heap is as it was when the journal was full`, async () => {
  await using soaked = await world({ options: { journalSize: 100 } });
  const { url } = soaked.bank;
  const outcome = await soak(url, [await newCaller(url)], { isOver: (calls) => calls >= SOAKED, heapOf });
  expect(outcome.wrong).toEqual([]);
  const { first, second } = growthOf(outcome);
  expect((second - first) / (SOAKED * 5)).toBeLessThan(KEPT_OF_A_CALL);
});

test('a media type is compiled for once, however it is spelt: what is kept does not grow with the spellings', async () => {
  const { url } = receiver.bank;
  const spelt = async (from: number) => {
    for (let count = from; count < from + SPELLINGS; count += 1) {
      const headers = { 'content-type': `application/json; a=${count}` };
      const response = await fetch(`${url}/__admin/customers`, { method: 'POST', headers, body: '{}' });
      expect(response.status).toBe(400);
      await response.text();
    }
    return heapOf();
  };
  await spelt(0);
  const before = await spelt(SPELLINGS);
  expect(((await spelt(2 * SPELLINGS)) - before) / SPELLINGS).toBeLessThan(KEPT_OF_A_SPELLING);
});

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
