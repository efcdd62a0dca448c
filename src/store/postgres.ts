import { randomInt } from 'node:crypto';
import type { Pool } from 'pg';
import { pause } from '../core/clock.js';
import { StoreError } from '../core/errors.js';
import { addressOf } from './address.js';
import { migrate } from './migrations/migrate.js';
import { Batch } from './postgres-batch.js';
import { PostgresChanges } from './postgres-changes.js';
import { buildIndexAtOnce, documentOf, indexedBy, listDocuments, pageOf } from './postgres-documents.js';
import { dumpImage, restoreImage } from './postgres-image.js';
import { PostgresLog } from './postgres-log.js';
import {
  type Asked,
  type Client,
  explained,
  explainedAtStart,
  isOvertaken,
  isWorthRetrying,
  openPool,
} from './postgres-pool.js';
import { PostgresTransaction } from './postgres-transaction.js';
import {
  type Collection,
  keyOf,
  type Shared,
  type Store,
  type StoreImage,
  type Stored,
  type Transaction,
  type Where,
} from './store.js';

/** Connections for transactions, and as many for single reads: those inside a transaction never wait for its own end. */
const CONNECTIONS = 5;
/** How often a transaction is tried before its caller is told that the store is too busy. */
const MOST_TRIES = 40;
/** The longest pause before another try. Milliseconds. */
const LONGEST_PAUSE = 40;

/**
 * Documents on a server that speaks PostgreSQL's protocol, for any number of instances. Transactions are serializable:
 * one that another got ahead of is tried again. Plain SQL: no extensions, nothing that must be heard at once.
 */
export class PostgresStore implements Store {
  readonly shared: Shared;
  readonly #url: string;
  readonly #reads: Pool;
  readonly #writes: Pool;
  readonly #batch: Batch;
  readonly #underWay = new Set<Promise<unknown>>();
  /** Transactions tried again go one by one, so that those of one instance do not keep refusing each other. */
  #again: Promise<unknown> = Promise.resolve();

  private constructor(url: string) {
    this.#url = url;
    this.#reads = openPool(url, CONNECTIONS);
    this.#writes = openPool(url, CONNECTIONS);
    const db = this.#asking(this.#reads);
    this.#batch = new Batch(db);
    this.shared = {
      log: new PostgresLog(db),
      changes: new PostgresChanges(db),
      secret: (name, make) => this.#secret(name, make),
    };
  }

  /**
   * Connects, and brings the tables up to date.
   * @throws UsageError when the server refuses what the address says, StoreError when there is none.
   */
  static async open(url: string): Promise<PostgresStore> {
    let store: PostgresStore | undefined;
    try {
      store = new PostgresStore(url);
      await store.#migrate();
      return store;
    } catch (cause) {
      await store?.close().catch(() => undefined);
      throw explainedAtStart(cause, url);
    }
  }

  get<T>(collection: Collection<T>, id: string): Promise<Stored<T> | undefined> {
    return this.#batch.read(documentOf(collection, id));
  }

  async list<T>(collection: Collection<T>, where?: Where): Promise<readonly Stored<T>[]> {
    if (!where) {
      const { documents, next } = await pageOf(this.#asking(this.#reads), collection);
      return next === undefined ? documents : this.#atOneMoment((asked) => listDocuments(asked, collection));
    }
    const found = await this.#batch.read(indexedBy(collection, where));
    if (found) return found;
    await this.#tracked(this.#inTurn((client) => buildIndexAtOnce(client, collection, where.index)));
    const built = await this.#batch.read(indexedBy(collection, where));
    if (built) return built;
    const key = keyOf(collection, where.index);
    return (await this.list(collection)).filter(({ value }) => key(value) === where.equals);
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#tracked(
      this.#inTurn(async (client) => {
        const tx = new PostgresTransaction(client);
        const result = await settled(work, tx);
        if (tx.failure !== undefined) throw tx.failure;
        if (result instanceof Undone) throw result;
        return result;
      }).catch((error: unknown) => {
        throw error instanceof Undone ? error.error : error;
      }),
    );
  }

  async dump(except: readonly string[]): Promise<StoreImage> {
    await Promise.allSettled(this.#underWay);
    return this.#atOneMoment((asked) => dumpImage(asked, except));
  }

  restore(image: StoreImage, except: readonly string[]): Promise<void> {
    return this.#tracked(this.#inTurn((client) => restoreImage(client, image, except)));
  }

  check(): Promise<void> {
    return requireWritable(this.#asking(this.#writes), this.#url);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await Promise.all([this.#reads.end(), this.#writes.end()]);
  }

  #tracked<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    const done = (): void => void this.#underWay.delete(work);
    work.then(done, done);
    return work;
  }

  /** Once at once; then, as long as others are faster, one by one with the others of this instance. */
  async #inTurn<T>(work: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await this.#once(work);
    } catch (error) {
      if (!isWorthRetrying(error)) throw explained(error, this.#url);
    }
    const turn = this.#again.then(() => this.#retried(work));
    this.#again = turn.catch(() => undefined);
    return turn;
  }

  async #retried<T>(work: (client: Client) => Promise<T>): Promise<T> {
    for (let tries = 1; tries < MOST_TRIES; tries += 1) {
      try {
        return await this.#once(work);
      } catch (error) {
        if (!isWorthRetrying(error)) throw explained(error, this.#url);
      }
      await pause(randomInt(Math.min(LONGEST_PAUSE, 2 ** tries)));
    }
    throw new StoreError(`${addressOf(this.#url)}: others kept changing what a transaction had read`);
  }

  #once<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return inTransaction(this.#writes, 'BEGIN ISOLATION LEVEL SERIALIZABLE', work);
  }

  /** Several statements that read as one would: what is written meanwhile does not show. */
  async #atOneMoment<T>(read: (db: Asked) => Promise<T>): Promise<T> {
    try {
      return await inTransaction(this.#reads, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', read);
    } catch (error) {
      throw explained(error, this.#url);
    }
  }

  async #migrate(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const client = await this.#writes.connect();
      try {
        return await migrate(client);
      } catch (error) {
        if (!isOvertaken(error) || tries === MOST_TRIES) throw error;
        await pause(randomInt(LONGEST_PAUSE));
      } finally {
        client.release();
      }
    }
  }

  async #secret(name: string, make: () => Promise<string>): Promise<string> {
    const db = this.#asking(this.#reads);
    const kept = async (): Promise<string | undefined> =>
      (await db.query<{ value: string }>('SELECT value FROM transmissora_secrets WHERE name = $1', [name])).rows[0]
        ?.value;
    const known = await kept();
    if (known !== undefined) return known;
    const sql = 'INSERT INTO transmissora_secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING';
    await db.query(sql, [name, await make()]);
    return (await kept()) ?? this.#secret(name, make);
  }

  /** A pool whose errors are in our words. */
  #asking(pool: Pool): Asked {
    const query = async (...call: [string, unknown[]?]): Promise<unknown> => {
      try {
        return await pool.query(...call);
      } catch (error) {
        throw explained(error, this.#url);
      }
    };
    return { query } as Asked;
  }
}

/** A connection is given back only when it is out of the transaction. */
async function inTransaction<T>(pool: Pool, begin: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/** What the work itself threw: its caller's affair, and none of the server's. */
class Undone {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

/** What the work answered or threw, also when it threw before its first await. */
async function settled<T>(work: (tx: Transaction) => Promise<T>, tx: Transaction): Promise<T | Undone> {
  try {
    return await work(tx);
  } catch (error) {
    return new Undone(error);
  }
}

/** Whether the server of an address answers and lets us write; nothing is made. @throws as PostgresStore.open. */
export async function probePostgres(url: string): Promise<void> {
  let pool: Pool | undefined;
  try {
    pool = openPool(url, 1);
    await requireWritable(pool, url);
  } catch (cause) {
    throw explainedAtStart(cause, url);
  } finally {
    await pool?.end();
  }
}

async function requireWritable(db: Asked, url: string): Promise<void> {
  const { rows } = await db.query<{ read_only: string }>(
    `SELECT current_setting('transaction_read_only') AS read_only`,
  );
  if (rows[0]?.read_only === 'on')
    throw new StoreError({ pt: `${addressOf(url)} é só de leitura`, en: `${addressOf(url)} is read-only` });
}
