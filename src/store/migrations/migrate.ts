import type { Client } from '../postgres-pool.js';
import { DOCUMENTS } from './documents.js';
import { JOURNAL } from './journal.js';

/** In the order they are made; one that was released is never changed. */
const MIGRATIONS: readonly string[] = [DOCUMENTS, JOURNAL];

/** Any number that others are unlikely to choose. */
const LOCK = 7_213_405_562;

/**
 * Brings the tables up to date. Instances that start together wait for each other by an advisory lock; where a server
 * has none, by the row of each migration, which only one can insert: the others fail, and come again to find it done.
 * @throws the server's error; codes of `isWorthRetrying` when another instance was faster.
 */
export async function migrate(client: Client): Promise<void> {
  await client.query('BEGIN');
  try {
    await lock(client);
    await client.query(
      'CREATE TABLE IF NOT EXISTS transmissora_migrations (version int PRIMARY KEY, applied_at timestamptz NOT NULL)',
    );
    const { rows } = await client.query<{ version: number }>('SELECT version FROM transmissora_migrations');
    const applied = new Set(rows.map(({ version }) => version));
    for (const [index, sql] of MIGRATIONS.entries()) {
      if (applied.has(index + 1)) continue;
      await client.query('INSERT INTO transmissora_migrations (version, applied_at) VALUES ($1, now())', [index + 1]);
      for (const statement of statementsOf(sql)) await client.query(statement);
    }
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}

async function lock(client: Client): Promise<void> {
  await client.query('SAVEPOINT before_lock');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query('RELEASE SAVEPOINT before_lock');
  } catch {
    await client.query('ROLLBACK TO SAVEPOINT before_lock');
  }
}

const statementsOf = (sql: string): readonly string[] =>
  sql
    .split(';\n')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
