// How long the stores take at growing numbers of consents: where PostgreSQL becomes the better choice. Usage:
//   npm run measure:stores -- [--consents 1000,10000,100000]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CONSENTS } from '../src/openfinance/consents/consent.js';
import { openStore, type StoreLocation } from '../src/store/open.js';
import type { Store } from '../src/store/store.js';
import { postgresServer } from '../test/support/postgres.js';
import { sampleConsent } from './bench/sample.js';

const { values } = parseArgs({ options: { consents: { type: 'string', default: '1000,10000,100000' } } });
const SIZES = values.consents.split(',').map(Number);
const ALONE = 20;
const AT_ONCE = 64;

const put = (store: Store, count: number): Promise<void> =>
  store.transaction((tx) => tx.put(CONSENTS, sampleConsent(count).consentId, sampleConsent(count)));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

async function measure(name: string, location: StoreLocation, size: number): Promise<void> {
  const empty = await openStore(location);
  const documents = Array.from({ length: size }, (_, count) => ({
    id: sampleConsent(count).consentId,
    value: sampleConsent(count),
  }));
  await empty.restore({ [CONSENTS.name]: documents }, []);
  await empty.close();
  let store: Store | undefined;
  const start = await timed(async () => {
    store = await openStore(location);
    await store.list(CONSENTS, { index: 'customerId', equals: '10000000001' });
  });
  if (!store) throw new TypeError('no store');
  const opened = store;
  const alone: number[] = [];
  for (let count = 0; count < ALONE; count += 1) alone.push(await timed(() => put(opened, size + count)));
  const together = await timed(() =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, count) => put(opened, size + ALONE + count))),
  );
  const read = await timed(async () => {
    for (let count = 0; count < ALONE; count += 1) await opened.get(CONSENTS, sampleConsent(count * 7).consentId);
  });
  const median = alone.toSorted((one, other) => one - other)[ALONE / 2] ?? 0;
  await opened.close();
  console.log(
    `${name.padEnd(10)} ${String(size).padStart(7)} consents: open and first list ${start.toFixed(0)} ms, ` +
      `one write ${median.toFixed(1)} ms, ${AT_ONCE} writes at once ${together.toFixed(0)} ms, one read ${(read / ALONE).toFixed(3)} ms`,
  );
}

const folder = await mkdtemp(join(tmpdir(), 'transmissora-measure-'));
const server = await postgresServer({ isDurable: true });
try {
  for (const size of SIZES) {
    await measure('file', { kind: 'file', path: join(folder, `${size}.json`) }, size);
    await measure('PostgreSQL', { kind: 'postgres', url: await server.newDatabase() }, size);
  }
} finally {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
}
