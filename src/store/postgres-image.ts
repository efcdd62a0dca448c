import type { Asked } from './postgres-pool.js';
import { fromJson, fromText, toJson, toText } from './postgres-text.js';
import type { StoreImage } from './store.js';

/** Documents read or put back with one statement. */
const BATCH = 1_000;
/** Rows removed with one statement. */
const REMOVED_AT_ONCE = 10_000;

interface Row {
  readonly collection: string;
  readonly id: string;
  readonly value: unknown;
  readonly place: string;
}

/** Of one moment only inside a transaction. */
export async function dumpImage(db: Asked, except: readonly string[]): Promise<StoreImage> {
  const sql = `
    SELECT d.collection, d.id, d.value, d.place::text AS place FROM transmissora_documents d
    WHERE (d.collection, d.place) > ($2, $3) AND NOT d.collection = ANY($1::text[])
    ORDER BY d.collection, d.place LIMIT ${BATCH}`;
  const image: Record<string, { id: string; value: unknown }[]> = {};
  for (let last: Row | undefined = BEFORE_ALL; last; ) {
    const { rows }: { rows: Row[] } = await db.query<Row>(sql, [except, last.collection, last.place]);
    for (const { collection, id, value } of rows) {
      image[collection] ??= [];
      image[collection].push({ id: fromText(id), value: fromJson(value) });
    }
    last = rows.length === BATCH ? rows.at(-1) : undefined;
  }
  return image;
}

const BEFORE_ALL: Row = { collection: '', id: '', value: undefined, place: '0' };

/** Indexes are built again when they are next asked: an image does not say what its collections are found by. */
export async function restoreImage(db: Asked, image: StoreImage, except: readonly string[]): Promise<void> {
  for (const [table, key] of KEYS) await removeAll(db, table, key, except);
  const documents = Object.entries(image)
    .filter(([name]) => !except.includes(name))
    .flatMap(([name, kept]) => kept.map(({ id, value }) => [name, toText(id), toJson(value)] as const));
  const sql = `
    INSERT INTO transmissora_documents (collection, id, version, place, value)
    SELECT u.collection, u.id, u.version, u.version, u.value::jsonb
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS u (collection, id, value, version)`;
  for (let start = 0; start < documents.length; start += BATCH) {
    const batch = documents.slice(start, start + BATCH);
    const columns = [batch.map(([name]) => name), batch.map(([, id]) => id), batch.map(([, , json]) => json)];
    await db.query(sql, [...columns, await nextVersions(db, batch.length)]);
  }
}

/** Tables that hold what an image replaces, each with its primary key. */
const KEYS = [
  ['transmissora_index_entries', 'collection, name, value, id'],
  ['transmissora_indexes', 'collection, name'],
  ['transmissora_documents', 'collection, id'],
] as const;

/** However many there are, no statement comes near its limit. */
async function removeAll(db: Asked, table: string, key: string, except: readonly string[]): Promise<void> {
  const sql = `
    DELETE FROM ${table} WHERE (${key}) IN
    (SELECT ${key} FROM ${table} WHERE NOT collection = ANY($1::text[]) LIMIT ${REMOVED_AT_ONCE})`;
  while ((await db.query(sql, [except])).rowCount === REMOVED_AT_ONCE);
}

/** So many, in ascending order: only the outermost ORDER BY of a statement is sure to be kept to. */
async function nextVersions(db: Asked, count: number): Promise<readonly string[]> {
  const sql = `
    SELECT n.version::text AS version
    FROM (SELECT nextval('transmissora_versions') AS version FROM generate_series(1, $1::int)) n ORDER BY n.version`;
  return (await db.query<{ version: string }>(sql, [count])).rows.map(({ version }) => version);
}
