// How fast it is, against what Node can do and against other mocks: docs/performance.md. Usage:
//   npm run bench                       everything, and writes docs/performance.md and docs/performance.svg
//   npm run bench -- PART...            some of it, and writes nothing
// A part that fails, or takes too long, is reported as failed; the others go on, and the exit code is 1.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Finished, PartResult } from './bench/goals.js';
import { machine } from './bench/machine.js';
import { clock } from './bench/parts/clock.js';
import { conform } from './bench/parts/conform.js';
import { firstToken } from './bench/parts/first-token.js';
import { memory } from './bench/parts/memory.js';
import { besidePeers } from './bench/parts/peers.js';
import { postgres } from './bench/parts/postgres.js';
import { scale } from './bench/parts/scale.js';
import { start } from './bench/parts/start.js';
import { throughput } from './bench/parts/throughput.js';
import { writes } from './bench/parts/writes.js';
import { plotOf } from './bench/plot.js';
import { killServers } from './bench/process.js';
import { failuresOf, goalTable, pageOf, tableText, timeTable } from './bench/report.js';

/** What a part may take, and what it has to tidy up afterwards. Milliseconds. */
const LIMIT = 150_000;
const TIDYING = 10_000;

/** Each is given a folder of its own, which is gone afterwards. */
const PARTS: Readonly<Record<string, (folder: string) => Promise<PartResult>>> = {
  throughput,
  peers: besidePeers,
  start,
  memory,
  writes,
  scale,
  postgres,
  conform,
  clock,
  'first-token': firstToken,
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(', ')}; there are: ${Object.keys(PARTS).join(' ')}`);
  process.exit(2);
}
const where = await machine();
console.log(`${where}\n`);
const finished: Finished[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  const part = PARTS[name];
  if (!part) continue;
  console.error(`${name}…`);
  const begin = performance.now();
  const result = await resultOf(part);
  const seconds = (performance.now() - begin) / 1_000;
  finished.push({ name, seconds, result });
  if ('failure' in result) console.error(`${name} failed: ${result.failure}`);
  else if (result.table) console.log(`${tableText(result.table)}\n`);
  console.error(`${name}: ${seconds.toFixed(0)} s`);
}
console.log(`${tableText(goalTable(finished))}\n\n${tableText(timeTable(finished))}`);

if (positionals.length === 0) {
  const date = new Date().toISOString().slice(0, 10);
  const docs = (name: string): string => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
  await writeFile(docs('performance.md'), pageOf(finished, where, date));
  await writeFile(docs('performance.svg'), plotOf(finished, `${where}, ${date}`));
}
// What took too long may still wait for something.
process.exit(failuresOf(finished).length > 0 ? 1 : 0);

async function resultOf(part: (folder: string) => Promise<PartResult>): Promise<Finished['result']> {
  const folder = await mkdtemp(join(tmpdir(), 'transmissora-bench-'));
  try {
    return await inTime(part(folder));
  } catch (cause) {
    const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    // It may stand on a page: whose machine it was is nobody's business.
    return { failure: line.replaceAll(folder, '…').replaceAll(process.cwd(), '.').slice(0, 200) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws Error when it takes longer than a part may; its servers are ended then, and it is given a moment to tidy up. */
async function inTime(work: Promise<PartResult>): Promise<PartResult> {
  const first = await Promise.race([work, pause(LIMIT)]);
  if (first) return first;
  killServers();
  await Promise.race([work.catch(() => undefined), pause(TIDYING)]);
  throw new Error(`took too long: more than ${LIMIT / 1_000} s`);
}

function pause(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}
