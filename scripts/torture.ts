// Kills the server at random instants while it writes, and checks what it had acknowledged. Usage:
//   npm run torture -- [--rounds 200] [--seed 1] [--store file|postgres] [--disk]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { postgresServer } from '../test/support/postgres.js';
import { disk } from './torture/disk.js';
import { torture } from './torture/rounds.js';
import { startTransmitter } from './torture/transmitter.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    store: { type: 'string', default: 'file' },
    disk: { type: 'boolean', default: false },
  },
});
const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'transmissora-torture-'));
const start = (store: string) => startTransmitter(MAIN, ['--store', store], folder);
try {
  process.exitCode = values.disk ? await tortureDisk() : await tortureRounds();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function tortureDisk(): Promise<number> {
  const { seen, wrong } = await disk(start);
  for (const line of seen) console.log(line);
  for (const line of wrong) console.log(`WRONG ${line}`);
  return wrong.length > 0 ? 1 : 0;
}

async function tortureRounds(): Promise<number> {
  const server = values.store === 'postgres' ? await postgresServer() : undefined;
  try {
    const store = server ? await server.newDatabase() : 'file:data.json';
    const told = (round: number): void => void (round % 20 === 0 && console.log(`${round} rounds`));
    const options = { rounds: Number(values.rounds), seed: Number(values.seed), told };
    const outcome = await torture(() => start(store), options);
    const times = outcome.startTimes.toSorted((one, other) => one - other).map(Math.round);
    for (const line of outcome.wrong) console.log(`WRONG ${line}`);
    console.log(
      `${values.store}, seed ${values.seed}: ${outcome.rounds} kills, ${outcome.acknowledged} acknowledged writes, ` +
        `${outcome.unknownFate} of unknown fate, ${outcome.wrong.length} wrong; ` +
        `start ${times[Math.floor(times.length / 2)]} ms (median), ${times.at(-1)} ms (longest)`,
    );
    return outcome.wrong.length > 0 ? 1 : 0;
  } finally {
    await server?.[Symbol.asyncDispose]();
  }
}
