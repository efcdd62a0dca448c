/**
 * Everything transmissora keeps, as documents in named collections. Promises every adapter makes:
 * - a value read is the value put, deeply frozen: never a live reference to the caller's object;
 * - a transaction is all or nothing, and two transactions behave as if one ran after the other;
 * - once `transaction` resolves, what it wrote outlives the process (except in the memory adapter).
 */
export interface Store extends Reader {
  /** Reads and writes as one step. `work` may run more than once; it must have no effect besides the transaction. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Everything, for a snapshot: collection name → documents. */
  dump(except: readonly string[]): Promise<StoreImage>;
  /** Puts an image back; collections it does not mention are emptied, those in `except` stay untouched. */
  restore(image: StoreImage, except: readonly string[]): Promise<void>;
  /** Waits for writes under way, then lets go of files and connections. */
  close(): Promise<void>;
}

export interface Reader {
  get<T>(collection: Collection<T>, id: string): Promise<Stored<T> | undefined>;
  /** All documents, or those whose declared index has this value; in the order they were first put. */
  list<T>(collection: Collection<T>, where?: Where): Promise<readonly Stored<T>[]>;
}

export interface Transaction extends Reader {
  put<T>(collection: Collection<T>, id: string, value: T): Promise<void>;
  delete<T>(collection: Collection<T>, id: string): Promise<void>;
}

export interface Where {
  readonly index: string;
  readonly equals: string;
}

export interface Stored<T> {
  readonly id: string;
  /** Grows with each put, and never shrinks for an id: what a cache may key on. */
  readonly version: number;
  readonly value: T;
}

/** A declared collection: its name and the indexes `list` may use. */
export interface Collection<T> {
  readonly name: string;
  readonly indexes: Readonly<Record<string, (value: T) => string | undefined>>;
}

export type StoreImage = Readonly<Record<string, readonly { readonly id: string; readonly value: unknown }[]>>;

export const collection = <T>(
  name: string,
  indexes: Readonly<Record<string, (value: T) => string | undefined>> = {},
): Collection<T> => ({ name, indexes });
