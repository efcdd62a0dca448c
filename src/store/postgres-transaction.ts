import {
  buildIndex,
  deleteDocument,
  getDocument,
  listDocuments,
  listIndexed,
  putDocument,
} from './postgres-documents.js';
import type { Asked, Client } from './postgres-pool.js';
import type { Collection, Stored, Transaction, Where } from './store.js';

/** A transaction of the server, seen through the port. One statement at a time, in the order they were asked for. */
export class PostgresTransaction implements Transaction {
  readonly #db: Asked;
  /** The first thing the server refused: whatever the work made of it, nothing can be committed any more. */
  failure: unknown;

  constructor(client: Client) {
    let last: Promise<unknown> = Promise.resolve();
    const query = (...call: [string, unknown[]]): Promise<unknown> => {
      const answer = last.then(() => client.query(...call));
      last = answer.catch((error: unknown) => {
        this.failure ??= error;
      });
      return answer;
    };
    this.#db = { query } as Asked;
  }

  get<T>(collection: Collection<T>, id: string): Promise<Stored<T> | undefined> {
    return getDocument(this.#db, collection, id);
  }

  async list<T>(collection: Collection<T>, where?: Where): Promise<readonly Stored<T>[]> {
    if (!where) return listDocuments(this.#db, collection);
    const found = await listIndexed(this.#db, collection, where);
    if (found) return found;
    await buildIndex(this.#db, collection, where.index);
    return (await listIndexed(this.#db, collection, where)) ?? [];
  }

  put<T>(collection: Collection<T>, id: string, value: T): Promise<void> {
    return putDocument(this.#db, collection, id, value);
  }

  delete<T>(collection: Collection<T>, id: string): Promise<void> {
    return deleteDocument(this.#db, collection, id);
  }
}
