import type { Asked } from './postgres-pool.js';
import type { ChangeCount } from './store.js';

/** A sequence: taking from it waits for no transaction, and is seen by everybody at once. */
export class PostgresChanges implements ChangeCount {
  readonly #db: Asked;

  constructor(db: Asked) {
    this.#db = db;
  }

  async next(): Promise<number> {
    const sql = `SELECT nextval('transmissora_changes')::float8 AS count`;
    return (await this.#db.query<{ count: number }>(sql)).rows[0]?.count ?? 0;
  }

  async last(): Promise<number> {
    // One that nothing was taken from yet stands at its first number.
    const sql = 'SELECT CASE WHEN is_called THEN last_value ELSE 0 END::float8 AS count FROM transmissora_changes';
    return (await this.#db.query<{ count: number }>(sql)).rows[0]?.count ?? 0;
  }
}
