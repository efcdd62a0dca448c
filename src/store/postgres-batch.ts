import type { Asked } from './postgres-pool.js';

/** A row of the documents, as every read selects it. */
export interface Row {
  readonly id: string | null;
  readonly version: number;
  readonly value: unknown;
}

/** One statement that reads documents, in parts, so that several can be asked as one. */
export interface Read<T> {
  /** All behind the columns, but for the order; its values are numbered from `first` on. */
  readonly from: (first: number) => string;
  readonly values: readonly unknown[];
  /** Whether its rows are wanted in the order of their places. */
  readonly isOrdered: boolean;
  /** What its rows say. */
  readonly answer: (rows: readonly Row[]) => T;
}

export const COLUMNS = 'd.id, d.version::float8 AS version, d.value';

/** A statement of its own. */
export async function readOne<T>(db: Asked, { from, values, isOrdered, answer }: Read<T>): Promise<T> {
  const sql = `SELECT ${COLUMNS} ${from(1)}${isOrdered ? ' ORDER BY d.place' : ''}`;
  return answer((await db.query<Row>(sql, [...values])).rows);
}

interface Waiting {
  readonly read: Read<unknown>;
  readonly answered: (rows: readonly Row[]) => void;
  readonly failed: (error: unknown) => void;
}

/** Reads asked with one statement. */
const MOST = 50;

/**
 * Reads that are asked for together, before whoever asks waits for anything, go to the server as one statement: one round
 * trip, and one moment for all of them.
 */
export class Batch {
  readonly #db: Asked;
  #waiting: Waiting[] = [];

  constructor(db: Asked) {
    this.#db = db;
  }

  read<T>(read: Read<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const answered = (rows: readonly Row[]): void => resolve(read.answer(rows));
      if (this.#waiting.push({ read, answered, failed: reject }) === 1) queueMicrotask(() => this.#send());
    });
  }

  #send(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < waiting.length; start += MOST) void this.#ask(waiting.slice(start, start + MOST));
  }

  async #ask(waiting: readonly Waiting[]): Promise<void> {
    let found: readonly (readonly Row[])[];
    try {
      found = await readAll(
        this.#db,
        waiting.map(({ read }) => read),
      );
    } catch (error) {
      for (const { failed } of waiting) failed(error);
      return;
    }
    for (const [index, { answered, failed }] of waiting.entries()) {
      try {
        answered(found[index] ?? []);
      } catch (error) {
        failed(error);
      }
    }
  }
}

/** The rows of each read. Every branch is planned as the statement it would be alone. */
async function readAll(db: Asked, reads: readonly Read<unknown>[]): Promise<readonly (readonly Row[])[]> {
  const [only] = reads;
  if (only && reads.length === 1) return [await readOne(db, { ...only, answer: (rows) => rows })];
  const values: unknown[] = [];
  const branches = reads.map(({ from, values: own }, index) => {
    const branch = `SELECT ${index} AS nth, d.place AS place, ${COLUMNS} ${from(values.length + 1)}`;
    values.push(...own);
    return branch;
  });
  const sql = `${branches.join(' UNION ALL ')} ORDER BY nth, place`;
  const rows: Row[][] = reads.map(() => []);
  for (const row of (await db.query<Row & { readonly nth: number | string }>(sql, values)).rows) {
    // How wide an integer without a type is differs from server to server, and a wide one comes as a text.
    rows[Number(row.nth)]?.push(row);
  }
  return rows;
}
