/**
 * Everything transmissora keeps, as documents in named collections. Promises every adapter makes:
 * - a value read is the value put, deeply frozen: never a live reference to the caller's object;
 * - a transaction is all or nothing, and two transactions behave as if one ran after the other;
 * - once `transaction` resolves, what it wrote outlives the process (except in the memory adapter).
 */
export interface Store extends Reader {
  /** Reads and writes as one step. `work` may run more than once; it must have no effect besides the transaction. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Changes with every commit; absent where others may commit, too. What an answer given again is keyed on. */
  readonly revision?: number | undefined;
  /** Everything, for a snapshot: collection name → documents. */
  dump(except: readonly string[]): Promise<StoreImage>;
  /** Puts an image back; collections it does not mention are emptied, those in `except` stay untouched. */
  restore(image: StoreImage, except: readonly string[]): Promise<void>;
  /** Whether it can be read and written now. @throws StoreError when it cannot. */
  check(): Promise<void>;
  /** What all instances on the store have together; absent where there can be one instance only. */
  readonly shared?: Shared;
  /** Waits for writes under way, then lets go of files and connections. */
  close(): Promise<void>;
}

/** Beside the documents, untouched by images: what belongs to the instances, not to the world they show. */
export interface Shared {
  /** A text made once per store, by whoever asks first: the same for all ever after. */
  secret(name: string, make: () => Promise<string>): Promise<string>;
  readonly log: EntryLog;
  readonly changes: ChangeCount;
}

/** How often any instance committed something. */
export interface ChangeCount {
  /** Counts one more, and answers with it. */
  next(): Promise<number>;
  last(): Promise<number>;
}

/** A list that all instances append to, of which the newest entries are kept. Ids grow by one, in the order of arrival. */
export interface EntryLog {
  /** Appends in order, and lets the oldest go above `most`. A batch may be sent again: it is written once. */
  append(batch: NewBatch, most: number): Promise<void>;
  /** The newest so many of those wanted, oldest first; and how many were let go or lost since the list was cleared. */
  newest(
    wanted: EntriesWanted,
    most: number,
  ): Promise<{ readonly entries: readonly Entry[]; readonly dropped: number }>;
  /** The oldest so many of those wanted above an id, oldest first. */
  after(id: number, size: number, wanted: EntriesWanted): Promise<readonly Entry[]>;
  /** The id of the newest entry there ever was. */
  lastId(): Promise<number>;
  clear(): Promise<void>;
}

export interface NewBatch {
  /** Who writes, a name of its own, and the number of the batch among its own: each greater than those before. */
  readonly writer: string;
  readonly number: number;
  readonly entries: readonly NewEntry[];
  /** How many entries before these never got here. */
  readonly lost: number;
}

export interface NewEntry {
  readonly at: number;
  readonly api: string;
  readonly consentId?: string | undefined;
  /** Whatever it is about, as JSON. */
  readonly json: string;
}

export type Entry = Pick<NewEntry, 'json'> & { readonly id: number };

export interface EntriesWanted {
  readonly api?: string | undefined;
  readonly consentId?: string | undefined;
  /** Included. */
  readonly since?: number | undefined;
  readonly limit?: number | undefined;
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

/** How an index finds the value of a document. @throws TypeError when the collection declares no such index. */
export function keyOf<T>(collection: Collection<T>, index: string): (value: T) => string | undefined {
  const key = collection.indexes[index];
  if (!key) throw new TypeError(`collection ${collection.name} declares no index ${index}`);
  return key;
}
