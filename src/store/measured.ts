import type { WallClock } from '../core/clock.js';
import type { Collection, Shared, Store, StoreImage, Stored, Transaction, Where } from './store.js';

/** A document as a transaction found it and left it. */
export interface Changed {
  readonly collection: string;
  /** Absent when the transaction never looked at it, or it was not there. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface StoreListener {
  /** Milliseconds. A read is told only where it goes over a network. */
  took(operation: 'read' | 'transaction' | 'dump' | 'restore', duration: number): void;
  /** What a transaction changed, once that is kept. */
  changed(changes: readonly Changed[]): void;
}

/** A store that tells how long it takes, and what transactions made of the documents they read. */
export class MeasuredStore implements Store {
  readonly shared?: Shared;
  readonly #store: Store;
  readonly #wall: WallClock;
  readonly #listener: StoreListener;

  constructor(store: Store, wall: WallClock, listener: StoreListener) {
    this.#store = store;
    this.#wall = wall;
    this.#listener = listener;
    if (store.shared) this.shared = store.shared;
  }

  get revision(): number | undefined {
    return this.#store.revision;
  }

  get<T>(collection: Collection<T>, id: string): Promise<Stored<T> | undefined> {
    const answer = this.#store.get(collection, id);
    return this.shared ? this.#timed('read', answer) : answer;
  }

  list<T>(collection: Collection<T>, where?: Where): Promise<readonly Stored<T>[]> {
    const answer = this.#store.list(collection, where);
    return this.shared ? this.#timed('read', answer) : answer;
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    let changes: readonly Changed[] = [];
    const result = await this.#timed(
      'transaction',
      this.#store.transaction((tx) => {
        // Work that is tried again begins anew.
        const noted: Changed[] = [];
        changes = noted;
        return work(noting(tx, noted));
      }),
    );
    if (changes.length > 0) this.#listener.changed(changes);
    return result;
  }

  dump(except: readonly string[]): Promise<StoreImage> {
    return this.#timed('dump', this.#store.dump(except));
  }

  restore(image: StoreImage, except: readonly string[]): Promise<void> {
    return this.#timed('restore', this.#store.restore(image, except));
  }

  check(): Promise<void> {
    return this.#store.check();
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  async #timed<T>(operation: Parameters<StoreListener['took']>[0], answer: Promise<T>): Promise<T> {
    const start = this.#wall.monotonic();
    try {
      return await answer;
    } finally {
      this.#listener.took(operation, this.#wall.monotonic() - start);
    }
  }
}

/** A transaction that notes what it puts, and what was there when it looked. */
function noting(tx: Transaction, changes: Changed[]): Transaction {
  const seen = new Map<string, unknown>();
  const keyOf = ({ name }: { readonly name: string }, id: string): string => `${name} ${id}`;
  return {
    async get(collection, id) {
      const stored = await tx.get(collection, id);
      if (stored) seen.set(keyOf(collection, id), stored.value);
      return stored;
    },
    list: (...args) => tx.list(...args),
    async put(collection, id, value) {
      await tx.put(collection, id, value);
      const key = keyOf(collection, id);
      changes.push({ collection: collection.name, before: seen.get(key), after: value });
      seen.set(key, value);
    },
    delete: (collection, id) => tx.delete(collection, id),
  };
}
