import type { Client } from '../postgres-pool.js';
import { CHANGES } from './changes.js';
import { DOCUMENTS } from './documents.js';
import { JOURNAL, JOURNAL_WRITERS } from './journal.js';

/** In the order they are made; one that was released is never changed. */
const MIGRATIONS: readonly string[] = [DOCUMENTS, JOURNAL, CHANGES, JOURNAL_WRITERS];

/** Any number that others are unlikely to choose. */
const LOCK = 7_213_405_562;

/**
 * Brings the tables up to date. Instances that start together wait for each other by an advisory lock. Some servers of
 * the protocol have none, or one that holds nobody back, and commit at every CREATE: so each statement may be repeated,
 * and a migration is noted when all of it is there.
 * @throws the server's error; codes of `isOvertaken` when another instance was faster.
 */
export async function migrate(client: Client): Promise<void> {
  await client.query('BEGIN');
  try {
    await lock(client);
    await client.query(
      'CREATE TABLE IF NOT EXISTS transmissora_migrations (version int PRIMARY KEY, applied_at timestamptz NOT NULL)',
    );
    const { rows } = await client.query<{ version: number }>(
      'SELECT version::float8 AS version FROM transmissora_migrations',
    );
    const applied = new Set(rows.map(({ version }) => version));
    for (const [index, sql] of MIGRATIONS.entries()) {
      if (applied.has(index + 1)) continue;
      for (const statement of statementsOf(sql)) await client.query(statement);
      await client.query(NOTE, [index + 1]);
    }
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}

const NOTE =
  'INSERT INTO transmissora_migrations (version, applied_at) VALUES ($1, now()) ON CONFLICT (version) DO NOTHING';

/** What a server without advisory locks answers: no such function, or not supported. */
const WITHOUT_LOCKS = ['42883', '0A000'];

async function lock(client: Client): Promise<void> {
  await client.query('SAVEPOINT before_lock');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  } catch (error) {
    if (!WITHOUT_LOCKS.includes(String((error as { code?: unknown }).code))) throw error;
    await client.query('ROLLBACK TO SAVEPOINT before_lock');
  }
  await client.query('RELEASE SAVEPOINT before_lock');
}

const statementsOf = (sql: string): readonly string[] =>
  sql
    .split(';\n')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
