import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { postgresServer } from '../../../test/support/postgres.js';
import { figure, type PartResult, spread } from '../goals.js';
import { load, type Sample, type Target, WARM_UP } from '../load.js';
import { arrange, ask, CUSTOMER, startOurs } from '../ours.js';
import { type Server, startServer } from '../process.js';
import { interleaved, ratios, spreadOf } from '../rounds.js';

const ALONE = fileURLToPath(new URL('../contestants/pg-alone.mjs', import.meta.url));
const MANY = 1_000_000;
const ROUNDS = 5;
const SECONDS = 1;

/** On a PostgreSQL server of its own, with few and with many consents, beside `pg` alone. */
export async function postgres(folder: string): Promise<PartResult> {
  await using database = await postgresServer();
  const started: Server[] = [];
  const contestants: Record<string, () => Promise<Sample>> = {};
  const enter = async (name: string, server: Server, target: Target): Promise<void> => {
    await load(server, target, WARM_UP);
    contestants[name] = () => load(server, target, SECONDS);
  };
  try {
    let trips = Number.NaN;
    for (const consents of [1, MANY]) {
      const url = await database.newDatabase();
      const server = await startOurs(folder, ['--store', url]);
      started.push(server);
      const { consentId, target } = await arrange(server.url);
      await fill(url, consents - 1);
      if (consents === 1) {
        const file = join(folder, 'body.json');
        await writeFile(file, await ask(server.url, target));
        const alone = await startServer({ script: ALONE, args: [url, file, consentId, CUSTOMER] });
        started.push(alone);
        await enter('pg alone', alone, target);
        trips = await tripsOf(url, () => ask(server.url, target));
      }
      await enter(String(consents), server, target);
    }
    return resultOf(await interleaved(contestants, ROUNDS), trips);
  } finally {
    for (const server of started) await server.stop();
  }
}

/** Consents nobody asks for, in the table they are kept in. */
async function fill(url: string, count: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(
      `INSERT INTO transmissora_documents (collection, id, version, place, value)
       SELECT 'consents', 'urn:transmissora:filled-' || n, v.next, v.next, jsonb_build_object(
         'consentId', 'urn:transmissora:filled-' || n, 'clientId', 'receptora-demo', 'customerId', (20000000000 + n)::text,
         'permissions', jsonb_build_array('RESOURCES_READ'), 'createdAt', 0, 'facts', '[]'::jsonb, 'decisions', '{}'::jsonb)
       FROM generate_series(1, $1::int) n, LATERAL (SELECT nextval('transmissora_versions') AS next WHERE n > 0) v`,
      [count],
    );
    // What the server would do in the background for minutes to come, while the calls are counted.
    await client.query('VACUUM ANALYZE transmissora_documents');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

const CALLS = 200;
/** A connection tells the server what it did within ten seconds of having nothing to do. Milliseconds. */
const TOLD_AFTER = 12_000;

/** Each read is a transaction of its own, and the server counts those. */
async function tripsOf(url: string, work: () => Promise<unknown>): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  const told = async (): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, TOLD_AFTER));
    const sql = 'SELECT xact_commit::int AS count FROM pg_stat_database WHERE datname = current_database()';
    return Number((await client.query<{ count: number }>(sql)).rows[0]?.count);
  };
  try {
    const before = await told();
    for (let count = 0; count < CALLS; count += 1) await work();
    // To a tenth: the server's own housekeeping is counted along.
    return Math.round(((await told()) - before) / (CALLS / 10)) / 10;
  } finally {
    await client.end();
  }
}

function resultOf(rounds: readonly Readonly<Record<string, Sample>>[], trips: number): PartResult {
  const rate = (name: string) => (round: Readonly<Record<string, Sample>>) => round[name]?.rate ?? Number.NaN;
  const [few, many] = ['1', String(MANY)];
  return {
    outcomes: [
      {
        measure: 'PostgreSQL statements for one list, journal included',
        limit: { most: 2 },
        unit: 'calls',
        measured: spreadOf([trips]),
      },
      {
        measure: 'PostgreSQL store against `pg` alone with the same queries',
        limit: { least: 0.5 },
        unit: '×',
        measured: ratios(rounds, rate(few), rate('pg alone')),
      },
      {
        measure: `${figure(MANY)} consents against one, PostgreSQL`,
        limit: { least: 0.85 },
        unit: '×',
        measured: ratios(rounds, rate(many), rate(few)),
      },
    ],
    table: {
      title: 'PostgreSQL',
      columns: ['server', 'requests/s', 'CPU µs/request'],
      rows: Object.keys(rounds[0] ?? {}).map((name) => [
        name === 'pg alone' ? name : `ours, ${name === few ? 'one consent' : `${figure(Number(name))} consents`}`,
        spread(spreadOf(rounds.map(rate(name)))),
        spread(spreadOf(rounds.map((round) => round[name]?.cpu ?? Number.NaN))),
      ]),
    },
  };
}
