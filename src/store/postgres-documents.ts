import { COLUMNS, type Read, readOne, type Row } from './postgres-batch.js';
import type { Asked } from './postgres-pool.js';
import { fromJson, fromText, toJson, toText } from './postgres-text.js';
import { type Collection, keyOf, type Stored, type Where } from './store.js';

type Found = Row & { readonly id: string };

const isFound = (row: Row): row is Found => row.id !== null;

const storedIn = <T>({ id, version, value }: Found): Stored<T> => ({
  id: fromText(id),
  version,
  value: fromJson(value),
});

export const documentOf = <T>({ name }: Collection<T>, id: string): Read<Stored<T> | undefined> => ({
  from: (first) => `FROM transmissora_documents d WHERE d.collection = $${first} AND d.id = $${first + 1}`,
  values: [name, toText(id)],
  isOrdered: false,
  answer: (rows) => rows.filter(isFound).map((row) => storedIn<T>(row))[0],
});

export const getDocument = <T>(db: Asked, collection: Collection<T>, id: string): Promise<Stored<T> | undefined> =>
  readOne(db, documentOf(collection, id));

/** Documents read or entered with one statement: each stays far below its time limit. */
const BATCH = 2_000;

/** Those of a collection behind a place, in order; `next` is where to go on when there may be more. */
export async function pageOf<T>(
  db: Asked,
  { name }: Collection<T>,
  after = '0',
): Promise<{ readonly documents: readonly Stored<T>[]; readonly next?: string | undefined }> {
  const sql = `
    SELECT ${COLUMNS}, d.place::text AS place FROM transmissora_documents d
    WHERE d.collection = $1 AND d.place > $2 ORDER BY d.place LIMIT ${BATCH}`;
  const { rows } = await db.query<Found & { readonly place: string }>(sql, [name, after]);
  return {
    documents: rows.map((row) => storedIn<T>(row)),
    next: rows.length === BATCH ? rows.at(-1)?.place : undefined,
  };
}

/** All of a collection, in order. Of one moment only inside a transaction. */
async function* batchesOf<T>(db: Asked, collection: Collection<T>): AsyncGenerator<readonly Stored<T>[]> {
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const { documents, next }: Awaited<ReturnType<typeof pageOf<T>>> = await pageOf(db, collection, after);
    yield documents;
    after = next;
  }
}

export async function listDocuments<T>(db: Asked, collection: Collection<T>): Promise<readonly Stored<T>[]> {
  const all: Stored<T>[] = [];
  for await (const batch of batchesOf(db, collection)) all.push(...batch);
  return all;
}

/** By a declared index; `undefined` when it was not built yet. @throws TypeError when the collection declares no such index. */
export function indexedBy<T>(
  collection: Collection<T>,
  { index, equals }: Where,
): Read<readonly Stored<T>[] | undefined> {
  keyOf(collection, index);
  return {
    from: (first) => `
      FROM transmissora_indexes i
      LEFT JOIN (transmissora_index_entries e JOIN transmissora_documents d ON d.collection = e.collection AND d.id = e.id)
        ON e.collection = i.collection AND e.name = i.name AND e.value = $${first + 2}
      WHERE i.collection = $${first} AND i.name = $${first + 1}`,
    values: [collection.name, index, toText(equals)],
    isOrdered: true,
    answer: (rows) => (rows.length === 0 ? undefined : rows.filter(isFound).map((row) => storedIn<T>(row))),
  };
}

export const listIndexed = async <T>(
  db: Asked,
  collection: Collection<T>,
  where: Where,
): Promise<readonly Stored<T>[] | undefined> => readOne(db, indexedBy(collection, where));

/** Enters every document of a collection into an index. Images bring documents without saying how they are indexed. */
export async function buildIndex<T>(db: Asked, collection: Collection<T>, index: string): Promise<void> {
  const key = keyOf(collection, index);
  await db.query('INSERT INTO transmissora_indexes (collection, name) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    collection.name,
    index,
  ]);
  for await (const batch of batchesOf(db, collection)) {
    const entries = batch.flatMap(({ id, value }) => {
      const text = key(value);
      return text === undefined ? [] : [{ id, text }];
    });
    const columns = [entries.map(({ text }) => toText(text)), entries.map(({ id }) => toText(id))];
    if (entries.length > 0) await db.query(ENTER_ALL, [collection.name, index, ...columns]);
  }
}

const ENTER_ALL = `
  INSERT INTO transmissora_index_entries (collection, name, value, id)
  SELECT $1::text, $2::text, e.value, e.id FROM unnest($3::text[], $4::text[]) AS e (value, id) ON CONFLICT DO NOTHING`;

/** The same, unless a transaction that is building it stands in the way: whoever asks meanwhile may be what it waits for. */
export async function buildIndexAtOnce<T>(db: Asked, collection: Collection<T>, index: string): Promise<void> {
  await db.query("SET LOCAL lock_timeout = '50ms'");
  await db.query('SAVEPOINT before_index');
  try {
    await buildIndex(db, collection, index);
  } catch (error) {
    if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
    await db.query('ROLLBACK TO SAVEPOINT before_index');
  }
}

const LOCK_NOT_AVAILABLE = '55P03';

const PUT = `
  INSERT INTO transmissora_documents (collection, id, version, place, value)
  SELECT $1, $2, v.next, v.next, $3::jsonb FROM (SELECT nextval('transmissora_versions') AS next) v
  ON CONFLICT (collection, id) DO UPDATE SET version = EXCLUDED.version, value = EXCLUDED.value`;

/** @throws DataCloneError or TypeError for a value that cannot be kept. */
export async function putDocument<T>(db: Asked, collection: Collection<T>, id: string, value: T): Promise<void> {
  const json = toJson(value);
  await db.query(PUT, [collection.name, toText(id), json]);
  const names = Object.keys(collection.indexes);
  if (names.length === 0) return;
  const values = names.map((name) => keyOf(collection, name)(value));
  const wanted = [collection.name, toText(id), names, values.map((text) => (text === undefined ? null : toText(text)))];
  await db.query(LEAVE, wanted);
  await db.query(ENTER, wanted);
}

/** What changed alone is written. Two statements: not every server lets one change a table twice. */
const WANTED = 'SELECT w.name, w.value FROM unnest($3::text[], $4::text[]) AS w (name, value)';
const LEAVE = `
  DELETE FROM transmissora_index_entries e USING (${WANTED}) w
  WHERE e.collection = $1 AND e.id = $2 AND e.name = w.name AND (w.value IS NULL OR e.value <> w.value)`;
const ENTER = `
  INSERT INTO transmissora_index_entries (collection, name, value, id)
  SELECT $1::text, w.name, w.value, $2::text FROM (${WANTED}) w WHERE w.value IS NOT NULL ON CONFLICT DO NOTHING`;

export async function deleteDocument<T>(db: Asked, { name }: Collection<T>, id: string): Promise<void> {
  const values = [name, toText(id)];
  await db.query('DELETE FROM transmissora_index_entries WHERE collection = $1 AND id = $2', values);
  await db.query('DELETE FROM transmissora_documents WHERE collection = $1 AND id = $2', values);
}
