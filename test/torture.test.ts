import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { torture } from '../scripts/torture/rounds.js';
import { startTransmitter } from '../scripts/torture/transmitter.js';
import { builtCommand } from './cli/command.js';
import { postgresServer } from './support/postgres.js';

const ROUNDS = 10;

let command: Awaited<ReturnType<typeof builtCommand>>;
beforeAll(async () => {
  command = await builtCommand();
}, 120_000);
afterAll(() => command[Symbol.asyncDispose]());

async function tortured(store: string, folder: string) {
  await mkdir(join(command.folder, folder));
  const start = () => startTransmitter(command.main, ['--store', store], join(command.folder, folder));
  return torture(start, { rounds: ROUNDS, seed: 8 });
}

test('a file store killed at any instant has everything it acknowledged, and starts again', async () => {
  const { acknowledged, wrong } = await tortured('file:data.json', 'file');
  expect(wrong).toEqual([]);
  expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS);
}, 240_000);

test('so has an instance on PostgreSQL', async () => {
  await using server = await postgresServer();
  const { acknowledged, wrong } = await tortured(await server.newDatabase(), 'postgres');
  expect(wrong).toEqual([]);
  expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS);
}, 240_000);
