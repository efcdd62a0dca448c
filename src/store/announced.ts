import { EventEmitter } from 'node:events';
import { Others } from './others.js';
import type { Collection, Reader, Shared, Store, StoreImage, Stored, Transaction, Where } from './store.js';

/**
 * A store that tells whoever follows it, after each commit that wrote something, that there is something new: a commit
 * of its own at once, those of other instances as soon as it looks.
 */
export class AnnouncedStore implements Store {
  readonly shared?: Shared;
  readonly #store: Store;
  readonly #others: Others | undefined;
  readonly #events = new EventEmitter().setMaxListeners(0);

  constructor(store: Store) {
    this.#store = store;
    if (!store.shared) return;
    this.shared = store.shared;
    this.#others = new Others(store.shared.changes, () => this.#events.emit('change'));
  }

  get revision(): number | undefined {
    return this.#store.revision;
  }

  get<T>(collection: Collection<T>, id: string): Promise<Stored<T> | undefined> {
    return this.#store.get(collection, id);
  }

  list<T>(collection: Collection<T>, where?: Where): Promise<readonly Stored<T>[]> {
    return this.#store.list(collection, where);
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    let wrote = false;
    const result = await this.#store.transaction((tx) =>
      work(
        noting(tx, () => {
          wrote = true;
        }),
      ),
    );
    if (wrote) this.#announce();
    return result;
  }

  dump(except: readonly string[]): Promise<StoreImage> {
    return this.#store.dump(except);
  }

  async restore(image: StoreImage, except: readonly string[]): Promise<void> {
    await this.#store.restore(image, except);
    this.#announce();
  }

  check(): Promise<void> {
    return this.#store.check();
  }

  async close(): Promise<void> {
    this.release();
    await this.#others?.close();
    await this.#store.close();
  }

  /** Calls `listener` after each commit from now on, and `ended` when there will be no more; the answer stops it. */
  follow(listener: () => void, ended: () => void): () => void {
    this.#events.on('change', listener).once('close', ended);
    this.#others?.listen();
    return () => {
      this.#events.off('change', listener).off('close', ended);
      if (this.#events.listenerCount('change') === 0) this.#others?.ignore();
    };
  }

  /** Lets the followers go: the server is stopping. */
  release(): void {
    this.#events.emit('close');
    this.#others?.ignore();
  }

  #announce(): void {
    this.#events.emit('change');
    this.#others?.tell();
  }
}

/** A transaction that says when it writes. */
function noting(tx: Transaction, written: () => void): Transaction {
  const reader: Reader = { get: (collection, id) => tx.get(collection, id), list: (...args) => tx.list(...args) };
  return {
    ...reader,
    put(collection, id, value) {
      written();
      return tx.put(collection, id, value);
    },
    delete(collection, id) {
      written();
      return tx.delete(collection, id);
    },
  };
}
