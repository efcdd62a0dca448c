// How fast it is, against what Node can do and against other mocks: docs/performance.md. Usage:
//   npm run bench                       everything, and writes docs/performance.md and docs/performance.svg
//   npm run bench -- PART...            some of it, and writes nothing
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { PartResult } from './bench/goals.js';
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
import { goalTable, pageOf, tableText } from './bench/report.js';

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
const results: PartResult[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  const part = PARTS[name];
  if (!part) continue;
  const folder = await mkdtemp(join(tmpdir(), 'transmissora-bench-'));
  console.error(`${name}…`);
  try {
    const result = await part(folder);
    if (result.table) console.log(`${tableText(result.table)}\n`);
    results.push(result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
console.log(tableText(goalTable(results)));

if (positionals.length === 0) {
  const date = new Date().toISOString().slice(0, 10);
  const docs = (name: string): string => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
  await writeFile(docs('performance.md'), pageOf(results, where, date));
  const outcomes = results.flatMap((result) => result.outcomes);
  await writeFile(docs('performance.svg'), plotOf(outcomes, `${where}, ${date}`));
}
