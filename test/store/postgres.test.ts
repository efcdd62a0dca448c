import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { StoreError, UsageError } from '../../src/core/errors.js';
import { StoredJournal } from '../../src/http/stored-journal.js';
import { PostgresStore } from '../../src/store/postgres.js';
import { restoreImage } from '../../src/store/postgres-image.js';
import { PostgresLog } from '../../src/store/postgres-log.js';
import { type Asked, openPool } from '../../src/store/postgres-pool.js';
import { collection } from '../../src/store/store.js';
import { exchange, journalContract } from '../http/journal-contract.js';
import { asked, OWN_SERVER, postgresServer, type PostgresServer } from '../support/postgres.js';
import { storeContract } from './contract.js';

interface Pet {
  readonly owner: string;
}
const PETS = collection<Pet>('pets', { owner: ({ owner }) => owner });
const COUNTERS = collection<{ readonly count: number }>('counters');

let server: PostgresServer;
let url: string;
beforeAll(async () => {
  server = await postgresServer();
  url = await server.newDatabase();
});
afterAll(() => server[Symbol.asyncDispose]());

/** A database is dear: each test empties the one there is. */
async function empty(): Promise<PostgresStore> {
  const store = await PostgresStore.open(url);
  await store.restore({}, []);
  return store;
}

storeContract('PostgreSQL', empty, 12);

journalContract('on PostgreSQL', async (capacity) => {
  const store = await PostgresStore.open(url);
  await store.shared.log.clear();
  const journal = new StoredJournal(store.shared.log, capacity);
  const close = journal.close.bind(journal);
  return Object.assign(journal, { close: () => close().then(() => store.close()) });
});

test('reads asked for together are one statement, and fifty of them at most', async () => {
  const store = await empty();
  await store.transaction((tx) => tx.put(PETS, 'pet-7', { owner: 'ana' }));
  await store.list(PETS, { index: 'owner', equals: 'ana' });
  const query = jest.spyOn(pg.Client.prototype as { query(...args: unknown[]): unknown }, 'query');
  const ask = async (count: number) => {
    const ids = Array.from({ length: count }, (_, index) => `pet-${index}`);
    const reads = ids.map((id) => store.get(PETS, id));
    const found = await Promise.all([store.list(PETS, { index: 'owner', equals: 'ana' }), ...reads]);
    // A connection that is new is told how to plan.
    const asked = query.mock.calls.filter(([sql]) => !String(sql).startsWith('SET')).length;
    query.mockClear();
    return [found.flat().flatMap((stored) => (stored ? [stored.id] : [])), asked];
  };
  expect([await ask(0), await ask(49), await ask(120)]).toEqual([
    [['pet-7'], 1],
    [['pet-7', 'pet-7'], 1],
    [['pet-7', 'pet-7'], 3],
  ]);
  query.mockRestore();
  await store.close();
});

describe('several instances on one database', () => {
  test('may start at the same time on an empty one', async () => {
    const fresh = await server.newDatabase();
    const stores = await Promise.all(Array.from({ length: 6 }, () => PostgresStore.open(fresh)));
    await stores[0]?.transaction((tx) => tx.put(COUNTERS, 'a', { count: 1 }));
    const seen = await Promise.all(stores.map((store) => store.get(COUNTERS, 'a')));
    expect(seen.map((stored) => stored?.value)).toEqual(Array(6).fill({ count: 1 }));
    expect(await asked(fresh, 'SELECT version FROM transmissora_migrations ORDER BY version')).toEqual([
      { version: 1 },
      { version: 2 },
      { version: 3 },
      { version: 4 },
    ]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('change the same document one after the other, however many do at once', async () => {
    const stores = await Promise.all([empty(), PostgresStore.open(url), PostgresStore.open(url)]);
    const increment = (store: PostgresStore) =>
      store.transaction(async (tx) => {
        const count = (await tx.get(COUNTERS, 'visits'))?.value.count ?? 0;
        await tx.put(COUNTERS, 'visits', { count: count + 1 });
      });
    await Promise.all(Array.from({ length: 60 }, (_, index) => increment(stores[index % 3] ?? stores[0])));
    expect((await stores[1].get(COUNTERS, 'visits'))?.value.count).toBe(60);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('never both act on what they read before the other wrote', async () => {
    const [one, other] = await Promise.all([empty(), PostgresStore.open(url)]);
    const takeLast = (store: PostgresStore, id: string) =>
      store.transaction(async (tx) => {
        const taken = await tx.list(PETS, { index: 'owner', equals: 'ana' });
        if (taken.length === 0) await tx.put(PETS, id, { owner: 'ana' });
      });
    await Promise.all([takeLast(one, 'rex'), takeLast(other, 'tom'), takeLast(one, 'max')]);
    expect(await one.list(PETS)).toHaveLength(1);
    await Promise.all([one.close(), other.close()]);
  });

  test('find by an index whatever another wrote or put back from an image', async () => {
    const [one, other] = await Promise.all([empty(), PostgresStore.open(url)]);
    const owned = async (store: PostgresStore) =>
      (await store.list(PETS, { index: 'owner', equals: 'ana' })).map(({ id }) => id);
    await one.transaction((tx) => tx.put(PETS, 'rex', { owner: 'ana' }));
    expect(await owned(other)).toEqual(['rex']);
    await one.restore({ pets: [{ id: 'tom', value: { owner: 'ana' } }] }, []);
    expect(await owned(other)).toEqual(['tom']);
    await other.transaction((tx) => tx.put(PETS, 'max', { owner: 'ana' }));
    expect(await owned(one)).toEqual(['tom', 'max']);
    await Promise.all([one.close(), other.close()]);
  });

  test('read all of a large collection as of one moment, in order, however many statements it takes', async () => {
    const [one, other] = await Promise.all([empty(), PostgresStore.open(url)]);
    const ids = Array.from({ length: 4_500 }, (_, count) => `pet-${count}`);
    await one.restore({ pets: ids.map((id) => ({ id, value: { owner: 'ana' } })) }, []);
    expect((await other.list(PETS)).map(({ id }) => id)).toEqual(ids);
    expect((await other.dump([]))['pets']?.map(({ id }) => id)).toEqual(ids);
    expect(await other.list(PETS, { index: 'owner', equals: 'ana' })).toHaveLength(ids.length);

    // Whoever read page by page would miss what goes from a page to come to the end, or meet it twice.
    let isOver = false;
    const moving = (async () => {
      for (let count = 0; !isOver; count += 1)
        await one.transaction(async (tx) => {
          await tx.delete(PETS, ids[(count * 7) % ids.length] ?? '');
          await tx.put(PETS, ids[(count * 7) % ids.length] ?? '', { owner: 'bia' });
        });
    })();
    const read = async (): Promise<readonly string[]> => [
      ...(await other.list(PETS)).map(({ id }) => id),
      ...((await other.dump([]))['pets'] ?? []).map(({ id }) => id),
    ];
    const seen: (readonly string[])[] = [];
    for (let times = 0; times < 5; times += 1) seen.push(await read());
    isOver = true;
    await moving;
    expect(seen.map((all) => [all.length, new Set(all).size])).toEqual(Array(5).fill([2 * ids.length, ids.length]));
    await Promise.all([one.close(), other.close()]);
  });

  test('have one secret of each name, whoever makes it, and keep it through an image', async () => {
    const [one, other] = await Promise.all([empty(), PostgresStore.open(url)]);
    const made = await Promise.all(
      [one, other, one].map((store, index) => store.shared.secret('key', async () => `made by ${index}`)),
    );
    expect(new Set(made).size).toBe(1);
    await one.restore(await one.dump([]), []);
    expect(await other.shared.secret('key', async () => 'another')).toBe(made[0]);
    await Promise.all([one.close(), other.close()]);
  });

  test('write into one journal: in one order, none twice, none missing', async () => {
    const stores = await Promise.all([empty(), PostgresStore.open(url), PostgresStore.open(url)]);
    await stores[0].shared.log.clear();
    const journals = stores.map(({ shared }) => new StoredJournal(shared.log, 1_000));
    const told: number[] = [];
    const toldOf = (count: number) =>
      new Promise<void>((resolve) => {
        journals[2]?.follow(
          () => told.length >= count && resolve(),
          () => undefined,
        );
      });
    journals[2]?.follow(
      ({ at }) => told.push(at),
      () => undefined,
    );
    const [first, all] = [toldOf(1), toldOf(301)];
    journals[2]?.append(exchange(0));
    await first;
    for (let at = 1; at <= 300; at += 1) journals[at % 3]?.append(exchange(at));
    await all;
    const { exchanges, dropped } = await journals[0]!.find();
    expect(exchanges.map(({ at }) => at)).toEqual(told);
    expect([new Set(told).size, dropped]).toEqual([301, 0]);
    expect(exchanges.every(({ id }, index) => id === (exchanges[0]?.id ?? 0) + index)).toBe(true);
    await Promise.all(journals.map((journal) => journal.close()));
    await Promise.all(stores.map((store) => store.close()));
  });

  test('put an image back over any number of documents with statements of bounded size', async () => {
    const store = await empty();
    await asked(
      url,
      `INSERT INTO transmissora_documents (collection, id, version, place, value)
       SELECT 'pets', n::text, n, n, '{}' FROM generate_series(1, 25000) n`,
    );
    const pool = openPool(url, 1);
    const removed: number[] = [];
    const query = async (sql: string, values?: unknown[]): Promise<unknown> => {
      const result = await pool.query(sql, values);
      if (result.command === 'DELETE') removed.push(result.rowCount ?? 0);
      return result;
    };
    await restoreImage({ query } as Asked, { pets: [{ id: 'rex', value: { owner: 'ana' } }] }, []);
    expect(removed.reduce((sum, each) => sum + each, 0)).toBe(25_000);
    expect(Math.max(...removed)).toBeLessThanOrEqual(10_000);
    expect((await store.list(PETS)).map(({ id }) => id)).toEqual(['rex']);
    await Promise.all([store.close(), pool.end()]);
  });

  test('write nothing into the journal twice when it cannot be trimmed; the next append trims it', async () => {
    const store = await empty();
    await store.shared.log.clear();
    const pool = openPool(url, 1);
    let failures = 0;
    const query = async (sql: string, values?: unknown[]): Promise<unknown> => {
      if (!sql.startsWith('DELETE') || failures > 0) return pool.query(sql, values);
      failures += 1;
      throw new Error('Query read timeout');
    };
    const journal = new StoredJournal(new PostgresLog({ query } as Asked), 2);
    const found = async () => {
      const { exchanges, dropped } = await journal.find();
      return [exchanges.map(({ at }) => at), dropped];
    };
    for (const at of [1, 2, 3]) {
      journal.append(exchange(at));
      await journal.find();
    }
    expect(await found()).toEqual([[2, 3], 1]);
    expect(failures).toBe(1);
    journal.append(exchange(4));
    expect(await found()).toEqual([[3, 4], 2]);
    expect(await asked(url, 'SELECT count(*)::int AS count FROM transmissora_journal')).toEqual([{ count: 2 }]);
    await journal.close();
    await Promise.all([store.close(), pool.end()]);
  });
});

describe('a journal whose write is answered to nobody', () => {
  test('has it once, counts nothing twice, and goes on with what came meanwhile', async () => {
    const store = await empty();
    await store.shared.log.clear();
    const pool = openPool(url, 1);
    let unheard = 0;
    const query = async (sql: string, values?: unknown[]): Promise<unknown> => {
      const answer = await pool.query(sql, values);
      if (!sql.includes('INSERT') || unheard === 2) return answer;
      unheard += 1;
      throw new Error('Connection terminated unexpectedly');
    };
    const journal = new StoredJournal(new PostgresLog({ query } as Asked), 3);
    for (const at of [1, 2, 3]) journal.append(exchange(at));
    // Each look sends what is not known to be there.
    for (let looks = 0; looks < 3; looks += 1) await journal.find();
    journal.append(exchange(4));
    const { exchanges, dropped } = await journal.find();
    expect([unheard, exchanges.map(({ at }) => at), dropped]).toEqual([2, [2, 3, 4], 1]);
    await journal.close();
    await Promise.all([store.close(), pool.end()]);
  });

  test('does not have it after it was cleared', async () => {
    const store = await empty();
    await store.shared.log.clear();
    const pool = openPool(url, 1);
    let isLost = true;
    const query = async (sql: string, values?: unknown[]): Promise<unknown> => {
      const answer = await pool.query(sql, values);
      if (!sql.includes('INSERT') || !isLost) return answer;
      isLost = false;
      throw new Error('Connection terminated unexpectedly');
    };
    const journal = new StoredJournal(new PostgresLog({ query } as Asked), 3);
    journal.append(exchange(1));
    await journal.find();
    await journal.clear();
    journal.append(exchange(2));
    const { exchanges, dropped } = await journal.find();
    expect([isLost, exchanges.map(({ at }) => at), dropped]).toEqual([false, [2], 0]);
    await journal.close();
    await Promise.all([store.close(), pool.end()]);
  });
});

describe('a server that goes away', () => {
  // A server lent to the tests is not theirs to stop.
  if (OWN_SERVER)
    test('refuses what is asked meanwhile as a StoreError; the same store works once it is back', async () => {
      const store = await empty();
      const journal = new StoredJournal(store.shared.log, 3);
      await store.shared.log.clear();
      await server.stop();
      const put = () => store.transaction((tx) => tx.put(COUNTERS, 'a', { count: 1 }));
      for (const ask of [() => store.get(COUNTERS, 'a'), () => store.check(), () => store.list(COUNTERS), put])
        await expect(ask()).rejects.toThrow(StoreError);
      const together = await Promise.allSettled([store.get(COUNTERS, 'a'), store.get(COUNTERS, 'b')]);
      expect(together.map((each) => each.status === 'rejected' && each.reason instanceof StoreError)).toEqual([
        true,
        true,
      ]);
      for (let at = 1; at <= 5; at += 1) journal.append(exchange(at));
      await expect(journal.find()).rejects.toThrow(StoreError);
      await server.start();
      await put();
      await store.check();
      expect((await store.get(COUNTERS, 'a'))?.value).toEqual({ count: 1 });
      const { exchanges, dropped } = await journal.find();
      expect([exchanges.map(({ at }) => at), dropped]).toEqual([[3, 4, 5], 2]);
      await journal.close();
      await store.close();
    });

  test('is one line at the start, without the password', async () => {
    const away = `postgres://ana:s3cret@127.0.0.1:1/bank`;
    const complaint = await PostgresStore.open(away).then(
      () => undefined,
      (error: Error) => error,
    );
    expect(complaint).toBeInstanceOf(StoreError);
    expect(complaint?.message).toMatch(
      /^postgres:\/\/ana@127\.0\.0\.1:1\/bank does not answer: [^\n]*ECONNREFUSED[^\n]*$/,
    );
  });
});

test.each([
  ['a database that does not exist', () => url.replace(/\/[^/]*$/, '/nowhere'), /database "nowhere" does not exist/],
  ['TLS that the server does not offer', () => `${url}?sslmode=require`, /SSL/],
  ['a certificate file that is not there', () => `${url}?sslmode=verify-full&sslrootcert=none.pem`, /none\.pem/],
])('an address with %s is the fault of whoever wrote it', async (_what, address, says) => {
  const opening = PostgresStore.open(address());
  await expect(opening).rejects.toThrow(UsageError);
  await expect(opening).rejects.toThrow(says);
});
