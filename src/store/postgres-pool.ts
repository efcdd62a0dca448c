import { type ClientBase, Pool } from 'pg';
import { StoreError, UsageError } from '../core/errors.js';
import { SECOND } from '../core/instant.js';
import { addressOf } from './address.js';

/** One connection. */
export type Client = ClientBase;
/** Anything that can be asked: a connection, or the pool that finds one. */
export type Asked = Pick<Client, 'query'>;

/** How long one statement may take, on the server and as we wait for it, and how long a connection may take to be made. */
const STATEMENT_LIMIT = 10 * SECOND;
const ANSWER_LIMIT = 12 * SECOND;
const CONNECTION_LIMIT = 5 * SECOND;
/** A transaction whose instance stands still lets go of what it locked after so long. */
const STANDSTILL_LIMIT = 30 * SECOND;

/** @throws UsageError when the address names what is not there, such as a certificate file. */
export function openPool(url: string, max: number): Pool {
  const pool = new Pool({
    connectionString: likeLibpq(url),
    max,
    application_name: 'transmissora',
    statement_timeout: STATEMENT_LIMIT,
    query_timeout: ANSWER_LIMIT,
    connectionTimeoutMillis: CONNECTION_LIMIT,
    idle_in_transaction_session_timeout: STANDSTILL_LIMIT,
    keepAlive: true,
    verify: rowByRow,
  });
  // A connection that breaks while nobody uses it is replaced when somebody needs one.
  pool.on('error', () => undefined);
  return pool;
}

/**
 * A serializable transaction that scans a table conflicts with every other that writes to it, and small tables are
 * scanned; of a table whose size a server does not know yet, it would sort a whole collection for every page. Better by
 * index, row by row. A server that knows no such setting does without.
 */
const PLANS = ['SET enable_seqscan = off', 'SET enable_bitmapscan = off'];

async function planRowByRow(client: Client): Promise<void> {
  for (const sql of PLANS) await client.query(sql).catch(() => undefined);
}

const rowByRow = (client: Client, done: () => void): void => void planRowByRow(client).then(done);

/** `sslmode` as psql and every other client of the library of PostgreSQL reads it. */
function likeLibpq(url: string): string {
  const { searchParams } = new URL(url);
  const mode = searchParams.get('sslmode');
  if (searchParams.has('uselibpqcompat') || !['prefer', 'require', 'verify-ca'].includes(mode ?? '')) return url;
  return `${url}&uselibpqcompat=true`;
}

const codeOf = (error: unknown): string => String((error as { code?: string } | undefined)?.code ?? '');

/** Serialization failures and deadlocks: somebody else was first, and the same may well work now. */
export const isWorthRetrying = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error));

/** The same, while tables are made: whoever was first has made what we were about to. */
export const isOvertaken = (error: unknown): boolean =>
  isWorthRetrying(error) || ['23505', '42P07', '42710'].includes(codeOf(error));

/** What the server refuses because of the address we were given: user, password, database, rights, TLS. */
const isMisaddressed = (error: unknown): boolean =>
  /^(28...|3D000|42501|ENOENT|ERR_TLS.*|ERR_SSL.*|.*CERT.*|.*CERTIFICATE.*|SELF_SIGNED.*)$/.test(codeOf(error)) ||
  /does not support SSL|SSL\/TLS|SECURITY WARNING/.test(String((error as Error | undefined)?.message));

/**
 * Connections that break or cannot be made, a server that stops, is full, is overloaded or is read-only: SQLSTATE
 * classes 08, 53, 57 and 58, 25006 and 40003 (nobody knows whether it was committed), and the system's own errors.
 */
const isAway = (error: unknown): boolean =>
  /^(08...|53...|57...|58...|25006|25P03|40003|E[A-Z]+|ERR_SOCKET.*)$/.test(codeOf(error)) ||
  /timeout|terminated|not queryable|after calling end/i.test(String((error as Error | undefined)?.message));

/** An error of the driver in our words; what is neither the address's nor the server's fault stays as it is. */
export function explained(error: unknown, url: string): unknown {
  if (error instanceof StoreError || error instanceof UsageError) return error;
  if (isMisaddressed(error))
    return new StoreError(
      {
        pt: `${addressOf(url)} nos recusa: ${reasonOf(error)}`,
        en: `${addressOf(url)} refuses us: ${reasonOf(error)}`,
      },
      error,
    );
  return isAway(error)
    ? new StoreError(
        {
          pt: `${addressOf(url)} não responde: ${reasonOf(error)}`,
          en: `${addressOf(url)} does not answer: ${reasonOf(error)}`,
        },
        error,
      )
    : error;
}

/** At the start, what the address is to blame for is the user's to mend. */
export const explainedAtStart = (error: unknown, url: string): unknown =>
  isMisaddressed(error)
    ? new UsageError({
        pt: `--store é ${addressOf(url)}: ${reasonOf(error)}`,
        en: `--store is ${addressOf(url)}: ${reasonOf(error)}`,
      })
    : explained(error, url);

/** One line. Several addresses of one name that all fail are told as one. */
function reasonOf(error: unknown): string {
  const { message, errors } = error as { readonly message: string; readonly errors?: readonly Error[] };
  return (message || (errors?.[0]?.message ?? codeOf(error))).split('\n')[0] ?? '';
}
