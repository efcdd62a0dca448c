// Abuses a server of its own: malformed requests, then load for a while, watching its memory. Usage:
//   npm run abuse -- [--requests 10000] [--seed 1] [--minutes 10] [--store memory|file:PATH|postgres://…]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzz, type FuzzOutcome } from './abuse/fuzz.js';
import { newAccess, newCaller } from './abuse/callers.js';
import { operationsIn } from './abuse/operations.js';
import { growthOf, soak } from './abuse/soak.js';
import { startTransmitter } from './torture/transmitter.js';
import { call } from './torture/writers.js';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
    store: { type: 'string', default: 'memory' },
  },
});
const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const SPEC = fileURLToPath(new URL('../spec', import.meta.url));

/** How much more the heap may hold in the second half of a soak than in the first: a tenth. */
const GROWTH = 1.1;
/** How much more it may hold after the malformed requests than before them: what the engine itself keeps of hot code. Bytes. */
const SLACK = 16 * 2 ** 20;
/** How often the heap is looked at on the way: what is compiled once levels off, what leaks goes on. */
const PARTS = 4;
const WINDOWS_WITH_WARM_UP = 11;
const CALLERS = 4;
const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

const folder = await mkdtemp(join(tmpdir(), 'transmissora-abuse-'));
const server = await startTransmitter(MAIN, ['--store', values.store], folder);
try {
  const [requests, seed] = [Number(values.requests), Number(values.seed)];
  const cold = await heapWhenReset();
  // Validators are compiled when they are first needed: half as many requests go ahead, and the base is measured after them.
  const outcomes = [await fuzzed(Math.ceil(requests / 2), seed + PARTS)];
  const base = await heapWhenReset();
  const after: number[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    outcomes.push(await fuzzed(Math.ceil(requests / PARTS), seed + part));
    after.push(await heapWhenReset());
  }
  const wrong = outcomes.flatMap((outcome) => outcome.wrong);
  for (const line of wrong) console.log(`WRONG ${line}`);
  const statuses = JSON.stringify(summed(outcomes.slice(1).map((outcome) => outcome.statuses)));
  const late = outcomes.reduce((sum, outcome) => sum + outcome.late, 0);
  console.log(`${requests} malformed requests, by status: ${statuses}, ${late} late`);
  console.log(
    `heap after a reset and a collection, MiB: ${mebibytes(cold)} at the start, ${mebibytes(base)} warmed up, ` +
      `${after.map(mebibytes).join(' ')} after each ${Math.ceil(requests / PARTS)} of them`,
  );
  const isFlat = await soaked();
  process.exitCode = wrong.length > 0 || !isFlat || (after.at(-1) ?? 0) > base + SLACK ? 1 : 0;
} finally {
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}

function fuzzed(requests: number, seed: number): Promise<FuzzOutcome> {
  return fuzz(server.url, operationsIn(SPEC), { requests, seed, renew: () => newAccess(server.url) });
}

function summed(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [status, count] of counts.flatMap((each) => Object.entries(each)))
    sums[status] = (sums[status] ?? 0) + count;
  return sums;
}

async function heapWhenReset(): Promise<number> {
  await call(server.url, 'POST', '/reset');
  return server.heap();
}

async function soaked(): Promise<boolean> {
  const length = (Number(values.minutes) * 60_000) / WINDOWS_WITH_WARM_UP;
  const callers = await Promise.all(Array.from({ length: CALLERS }, () => newCaller(server.url)));
  const outcome = await soak(server.url, callers, {
    isOver: (_, milliseconds) => milliseconds >= length,
    heapOf: () => server.heap(),
  });
  const { first, second } = growthOf(outcome);
  for (const line of outcome.wrong.slice(0, 20)) console.log(`WRONG ${line}`);
  console.log(
    `soak of ${values.minutes} min: ${outcome.calls} calls, ${outcome.wrong.length} wrong; heap after a collection, MiB: ` +
      `${outcome.heap.map(mebibytes).join(' ')}; medians of the halves ${mebibytes(first)} and ${mebibytes(second)}`,
  );
  return outcome.wrong.length === 0 && second < first * GROWTH;
}
