import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Outcome, torture } from '../scripts/torture/rounds.js';
import { startTransmitter } from '../scripts/torture/transmitter.js';
import { builtCommand } from './cli/command.js';
import { postgresServer, type PostgresServer } from './support/postgres.js';

const ROUNDS = 10;

let command: Awaited<ReturnType<typeof builtCommand>>;
let server: PostgresServer;
/** Both at once: a round is mostly waiting for a start. */
let [file, postgres]: Promise<Outcome>[] = [];
beforeAll(async () => {
  [command, server] = await Promise.all([builtCommand(), postgresServer()]);
  file = tortured('file:data.json', 'file');
  postgres = tortured(await server.newDatabase(), 'postgres');
});
afterAll(async () => {
  await Promise.allSettled([file, postgres]);
  await server[Symbol.asyncDispose]();
  await command[Symbol.asyncDispose]();
});

async function tortured(store: string, folder: string): Promise<Outcome> {
  await mkdir(join(command.folder, folder));
  const start = () => startTransmitter(command.main, ['--store', store], join(command.folder, folder));
  return torture(start, { rounds: ROUNDS, seed: 8 });
}

test('a file store killed at any instant has everything it acknowledged, and starts again', async () => {
  const { acknowledged, wrong } = (await file) as Outcome;
  expect(wrong).toEqual([]);
  expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS);
});

test('so has an instance on PostgreSQL', async () => {
  const { acknowledged, wrong } = (await postgres) as Outcome;
  expect(wrong).toEqual([]);
  expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS);
});
