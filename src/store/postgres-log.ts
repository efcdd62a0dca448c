import type { Asked } from './postgres-pool.js';
import { toText } from './postgres-text.js';
import type { EntriesWanted, Entry, EntryLog, NewBatch } from './store.js';

/**
 * The row of the state is held from the moment a batch gets its ids until it is there: so ids appear in their order, and
 * whoever has read up to one has missed none below it. A batch that its writer has written before changes nothing.
 */
const APPEND = `
  WITH writer AS (
    INSERT INTO transmissora_journal_writers AS w (writer, batch) VALUES ($7, $8)
    ON CONFLICT (writer) DO UPDATE SET batch = EXCLUDED.batch WHERE w.batch < EXCLUDED.batch RETURNING w.batch
  ), state AS (
    UPDATE transmissora_journal_state SET last_id = last_id + $1, lost = lost + $2
    WHERE name = 'journal' AND EXISTS (SELECT batch FROM writer) RETURNING last_id
  )
  INSERT INTO transmissora_journal (id, happened_at, api, consent_id, exchange)
  SELECT state.last_id - $1 + n.place, n.at, n.api, n.consent_id, n.json
  FROM state, unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS n (at, api, consent_id, json, place)
  RETURNING id::float8 AS id`;

const WANTED = `
  ($1::text IS NULL OR j.consent_id = $1) AND ($2::text IS NULL OR j.api = $2)
  AND ($3::bigint IS NULL OR j.happened_at >= $3)`;

const wantedValues = ({ consentId, api, since }: EntriesWanted): readonly unknown[] => [
  consentId === undefined ? null : toText(consentId),
  api === undefined ? null : toText(api),
  since ?? null,
];

interface Row {
  readonly id: number;
  readonly exchange: string;
}

const entryIn = ({ id, exchange }: Row): Entry => ({ id, json: exchange });

/** The journal of all instances. One row holds how far it is, so that counting costs nothing. */
export class PostgresLog implements EntryLog {
  readonly #db: Asked;

  constructor(db: Asked) {
    this.#db = db;
  }

  async append({ writer, number, entries, lost }: NewBatch, most: number): Promise<void> {
    const { rows } = await this.#db.query<{ id: number }>(APPEND, [
      entries.length,
      lost,
      entries.map(({ at }) => at),
      entries.map(({ api }) => toText(api)),
      entries.map(({ consentId }) => (consentId === undefined ? null : toText(consentId))),
      entries.map(({ json }) => json),
      writer,
      number,
    ]);
    const last = Math.max(0, ...rows.map(({ id }) => id));
    if (last <= most) return;
    // The entries are in: a failure here must not have them appended again. The next append trims as well.
    await this.#db.query('DELETE FROM transmissora_journal WHERE id <= $1', [last - most]).catch(() => undefined);
  }

  async newest(wanted: EntriesWanted, most: number): Promise<{ entries: readonly Entry[]; dropped: number }> {
    const [{ rows: states }, { rows }] = [
      await this.#db.query<{ last: number; cleared: number; lost: number }>(
        `SELECT last_id::float8 AS last, cleared_to::float8 AS cleared, lost::float8 AS lost FROM transmissora_journal_state`,
      ),
      await this.#db.query<Row>(
        `SELECT j.id::float8 AS id, j.exchange FROM transmissora_journal j
         WHERE ${WANTED} AND j.id > (SELECT last_id - $4 FROM transmissora_journal_state) ORDER BY j.id DESC LIMIT $5`,
        [...wantedValues(wanted), most, wanted.limit ?? most],
      ),
    ];
    const { last = 0, cleared = 0, lost = 0 } = states[0] ?? {};
    return { entries: rows.toReversed().map(entryIn), dropped: Math.max(0, last - cleared - most) + lost };
  }

  async after(id: number, size: number, wanted: EntriesWanted): Promise<readonly Entry[]> {
    const sql = `SELECT j.id::float8 AS id, j.exchange FROM transmissora_journal j
      WHERE ${WANTED} AND j.id > $4 ORDER BY j.id LIMIT $5`;
    return (await this.#db.query<Row>(sql, [...wantedValues(wanted), id, size])).rows.map(entryIn);
  }

  async lastId(): Promise<number> {
    const sql = 'SELECT last_id::float8 AS last FROM transmissora_journal_state';
    return (await this.#db.query<{ last: number }>(sql)).rows[0]?.last ?? 0;
  }

  async clear(): Promise<void> {
    await this.#db.query(`
      WITH state AS (UPDATE transmissora_journal_state SET cleared_to = last_id, lost = 0 RETURNING last_id)
      DELETE FROM transmissora_journal j USING state WHERE j.id <= state.last_id`);
  }
}
