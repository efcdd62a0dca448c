// Abuses a server of its own: malformed requests, then load for a while, watching its memory. Usage:
//   npm run abuse -- [--requests 10000] [--seed 1] [--minutes 10] [--store memory|file:PATH|postgres://…]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzz } from './abuse/fuzz.js';
import { operationsIn } from './abuse/operations.js';
import { memoryOf, soak, tokensOf } from './abuse/soak.js';
import { startTransmitter } from './torture/transmitter.js';

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

const folder = await mkdtemp(join(tmpdir(), 'transmissora-abuse-'));
const server = await startTransmitter(MAIN, ['--store', values.store], folder);
try {
  const before = await memoryOf(server.url);
  const outcome = await fuzz(server.url, operationsIn(SPEC), {
    requests: Number(values.requests),
    seed: Number(values.seed),
    tokens: await tokensOf(server.url),
  });
  for (const line of outcome.wrong) console.log(`WRONG ${line}`);
  console.log(`${outcome.requests} malformed requests, by status: ${JSON.stringify(outcome.statuses)}`);
  console.log(`memory: ${before} MiB at the start, ${await memoryOf(server.url)} MiB after the malformed requests`);
  const { answered, wrong, memory } = await soak(server.url, Number(values.minutes));
  console.log(
    `soak of ${values.minutes} min: ${answered} calls, ${wrong} wrong; memory by tenth, MiB: ${memory.join(' ')}`,
  );
  process.exitCode = outcome.wrong.length > 0 || wrong > 0 ? 1 : 0;
} finally {
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
