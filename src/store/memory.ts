import { freeze } from './freeze.js';
import {
  type Collection,
  keyOf,
  type Reader,
  type Store,
  type StoreImage,
  type Stored,
  type Transaction,
  type Where,
} from './store.js';

type Indexes = Map<string, Map<string, Set<string>>>;

interface Shelf {
  readonly documents: Map<string, Stored<unknown>>;
  /** index name → value → ids. Built the first time a collection is asked through that index. */
  readonly indexes: Indexes;
  readonly keys: Map<string, (value: never) => string | undefined>;
}

/** One change as it was committed: what an adapter that keeps a file has to write. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  /** Absent: deleted. */
  readonly stored?: Stored<unknown>;
}

/** What a transaction made of one document. */
interface Written {
  /** Absent: deleted. */
  readonly stored: Stored<unknown> | undefined;
  /** Put after the same transaction deleted it: it takes its place at the end. */
  readonly isNew: boolean;
}

/** Documents in memory. Transactions run one at a time; their writes become visible together, when they end well. */
export class MemoryStore implements Store {
  readonly #shelves = new Map<string, Shelf>();
  #version = 0;
  #revision = 0;
  #queue: Promise<unknown> = Promise.resolve();

  get revision(): number {
    return this.#revision;
  }

  get<T>(collection: Collection<T>, id: string): Promise<Stored<T> | undefined> {
    return Promise.resolve(this.#shelf(collection.name).documents.get(id) as Stored<T> | undefined);
  }

  list<T>(collection: Collection<T>, where?: Where): Promise<readonly Stored<T>[]> {
    const shelf = this.#shelf(collection.name);
    if (!where) return Promise.resolve([...shelf.documents.values()] as Stored<T>[]);
    const ids = indexOf(shelf, collection, where.index).get(where.equals) ?? new Set<string>();
    return Promise.resolve([...ids].map((id) => shelf.documents.get(id) as Stored<T>));
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const run = this.#queue.then(async () => {
      const tx = new Draft(this, () => ++this.#version);
      const result = await work(tx);
      await this.committed(this.#apply(tx.changes));
      return result;
    });
    this.#queue = run.catch(() => undefined);
    return run.then((result) => this.acknowledged().then(() => result));
  }

  async dump(except: readonly string[]): Promise<StoreImage> {
    await this.#queue;
    return this.image(except);
  }

  restore(image: StoreImage, except: readonly string[]): Promise<void> {
    const run = this.#queue.then(() => {
      const removed = [...this.#shelves].flatMap(([name, shelf]) =>
        except.includes(name) ? [] : [...shelf.documents.keys()].map((id): Change => ({ collection: name, id })),
      );
      const added = Object.entries(image).flatMap(([name, documents]) =>
        except.includes(name)
          ? []
          : documents.map(({ id, value }): Change => ({ collection: name, id, stored: this.#stored(id, value) })),
      );
      return this.committed(this.#apply([...removed, ...added]));
    });
    this.#queue = run.catch(() => undefined);
    return run.then(() => this.acknowledged());
  }

  check(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.#queue.then(() => this.acknowledged());
  }

  /** Told of each commit, in order. An adapter that keeps a file notes it here. */
  protected committed(_changes: readonly Change[]): Promise<void> | void {}

  /** Resolves when everything committed so far may be acknowledged. Runs outside the queue, so that waiters share a write. */
  protected acknowledged(): Promise<void> {
    return Promise.resolve();
  }

  /** What is committed at this moment. */
  protected image(except: readonly string[] = []): StoreImage {
    return Object.fromEntries(
      [...this.#shelves]
        .filter(([name, shelf]) => !except.includes(name) && shelf.documents.size > 0)
        .map(([name, shelf]) => [name, [...shelf.documents.values()].map(({ id, value }) => ({ id, value }))]),
    );
  }

  /** Fills an empty store with what a file held. */
  protected load(image: StoreImage): void {
    this.#apply(
      Object.entries(image).flatMap(([collection, documents]) =>
        documents.map(({ id, value }) => ({ collection, id, stored: this.#stored(id, value) })),
      ),
    );
  }

  #stored(id: string, value: unknown): Stored<unknown> {
    return { id, version: ++this.#version, value: freeze(structuredClone(value)) };
  }

  #shelf(name: string): Shelf {
    let shelf = this.#shelves.get(name);
    if (!shelf) {
      shelf = { documents: new Map(), indexes: new Map(), keys: new Map() };
      this.#shelves.set(name, shelf);
    }
    return shelf;
  }

  #apply(changes: readonly Change[]): readonly Change[] {
    if (changes.length > 0) this.#revision += 1;
    for (const { collection, id, stored } of changes) {
      const shelf = this.#shelf(collection);
      for (const [index, key] of shelf.keys) {
        const ids = shelf.indexes.get(index);
        const before = shelf.documents.get(id);
        const [from, to] = [before && key(before.value as never), stored && key(stored.value as never)];
        if (from === to || !ids) continue;
        if (from !== undefined) ids.get(from)?.delete(id);
        if (to === undefined) continue;
        // A document that is not new belongs somewhere in the middle: the index is built again when next asked.
        if (before) shelf.indexes.delete(index);
        else addTo(ids, to, id);
      }
      if (stored) shelf.documents.set(id, stored);
      else shelf.documents.delete(id);
    }
    return changes;
  }
}

/** What a transaction has written and not yet committed, over what the store holds. */
class Draft implements Transaction {
  readonly #base: Reader;
  readonly #nextVersion: () => number;
  readonly #writes = new Map<string, Map<string, Written>>();

  constructor(base: Reader, nextVersion: () => number) {
    this.#base = base;
    this.#nextVersion = nextVersion;
  }

  get changes(): readonly Change[] {
    return [...this.#writes].flatMap(([collection, writes]) =>
      [...writes].flatMap(([id, { stored, isNew }]): Change[] => [
        ...(isNew || !stored ? [{ collection, id }] : []),
        ...(stored ? [{ collection, id, stored }] : []),
      ]),
    );
  }

  async get<T>(collection: Collection<T>, id: string): Promise<Stored<T> | undefined> {
    const written = this.#writes.get(collection.name)?.get(id);
    return written ? (written.stored as Stored<T> | undefined) : this.#base.get(collection, id);
  }

  async list<T>(collection: Collection<T>, where?: Where): Promise<readonly Stored<T>[]> {
    const writes = this.#writes.get(collection.name);
    if (!writes) return this.#base.list(collection, where);
    const key = where && keyOf(collection, where.index);
    const merged = new Map((await this.#base.list(collection)).map((stored) => [stored.id, stored]));
    for (const [id, { stored, isNew }] of writes) {
      if (isNew || !stored) merged.delete(id);
      if (stored) merged.set(id, stored as Stored<T>);
    }
    return [...merged.values()].filter(({ value }) => !key || key(value) === where?.equals);
  }

  async put<T>(collection: Collection<T>, id: string, value: T): Promise<void> {
    this.#write(collection.name, id, { id, version: this.#nextVersion(), value: freeze(structuredClone(value)) });
  }

  async delete<T>(collection: Collection<T>, id: string): Promise<void> {
    this.#write(collection.name, id, undefined);
  }

  #write(collection: string, id: string, stored: Stored<unknown> | undefined): void {
    const writes = this.#writes.get(collection) ?? new Map<string, Written>();
    this.#writes.set(collection, writes);
    const earlier = writes.get(id);
    const wasDeleted = earlier !== undefined && !earlier.stored;
    if (wasDeleted) writes.delete(id);
    writes.set(id, { stored, isNew: wasDeleted || earlier?.isNew === true });
  }
}

function indexOf<T>(shelf: Shelf, collection: Collection<T>, index: string): Map<string, Set<string>> {
  const existing = shelf.indexes.get(index);
  if (existing) return existing;
  const key = keyOf(collection, index);
  const built = new Map<string, Set<string>>();
  for (const { id, value } of shelf.documents.values() as Iterable<Stored<T>>) {
    const to = key(value);
    if (to !== undefined) addTo(built, to, id);
  }
  shelf.indexes.set(index, built);
  shelf.keys.set(index, key as (value: never) => string | undefined);
  return built;
}

function addTo(index: Map<string, Set<string>>, value: string, id: string): void {
  const ids = index.get(value);
  if (ids) ids.add(id);
  else index.set(value, new Set([id]));
}
