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
const WINDOWS_WITH_WARM_UP = 11;
const CALLERS = 4;
const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

const folder = await mkdtemp(join(tmpdir(), 'transmissora-abuse-'));
const server = await startTransmitter(MAIN, ['--store', values.store], folder);
try {
  const requests = Number(values.requests);
  // What is compiled when it is first asked for is no growth: half as many go ahead, and the base is measured after them.
  const first = await fuzzed(Math.ceil(requests / 2), Number(values.seed) + 1);
  const base = await heapWhenReset();
  const outcome = await fuzzed(requests, Number(values.seed));
  const after = await heapWhenReset();
  const wrong = [...first.wrong, ...outcome.wrong];
  for (const line of wrong) console.log(`WRONG ${line}`);
  console.log(`${requests} malformed requests, by status: ${JSON.stringify(outcome.statuses)}, ${outcome.late} late`);
  console.log(
    `heap after a reset and a collection: ${mebibytes(base)} MiB before them, ${mebibytes(after)} MiB after them`,
  );
  const isFlat = await soaked();
  process.exitCode = wrong.length > 0 || !isFlat || after > base * GROWTH ? 1 : 0;
} finally {
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}

function fuzzed(requests: number, seed: number): Promise<FuzzOutcome> {
  return fuzz(server.url, operationsIn(SPEC), { requests, seed, renew: () => newAccess(server.url) });
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
