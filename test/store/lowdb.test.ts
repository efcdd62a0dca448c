import { watch } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UsageError } from '../../src/core/errors.js';
import { LowdbStore } from '../../src/store/lowdb.js';
import { collection, type Store } from '../../src/store/store.js';
import { storeContract } from './contract.js';
import { scratchFolder } from './scratch.js';

const NOTES = collection<{ readonly text: string }>('notes');
const note = (store: Store, id: string) => store.transaction((tx) => tx.put(NOTES, id, { text: `note ${id}` }));
const idsIn = async (file: string) => (await (await LowdbStore.open(file)).list(NOTES)).map(({ id }) => id);

let folder: Awaited<ReturnType<typeof scratchFolder>>;
let files = 0;
const newFile = () => join(folder.path, `${++files}`, 'data.json');

beforeAll(async () => {
  folder = await scratchFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

storeContract('file', () => LowdbStore.open(newFile()));

describe('a file store', () => {
  test('makes the folder and the file with the first write, readable by its owner alone', async () => {
    const file = join(folder.path, 'some', 'where', 'data.json');
    const store = await LowdbStore.open(file);
    await expect(stat(dirname(file))).rejects.toThrow('ENOENT');
    await note(store, 'one');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('has on disk what it acknowledges, at the moment it does', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    const seen = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        await note(store, `${index}`);
        const copy = `${file}.${index}`;
        await copyFile(file, copy);
        return (await idsIn(copy)).includes(`${index}`);
      }),
    );
    expect(seen).toEqual(Array(12).fill(true));
  });

  test('has on disk what a restore put back, when it resolves', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    const empty = await store.dump([]);
    await note(store, 'one');
    await store.restore(empty, []);
    expect(await idsIn(file)).toEqual([]);
  });

  test('serves a hundred transactions that wait at once with a few writes of the file', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    await note(store, 'first');
    const writes = await writesOf(file, () =>
      Promise.all(Array.from({ length: 100 }, (_, index) => note(store, `${index}`))),
    );
    expect(writes).toBeGreaterThan(0);
    expect(writes).toBeLessThan(10);
    expect(await idsIn(file)).toHaveLength(101);
  });

  test('lets those who write one change after the other share the writes of the file', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    await note(store, 'first');
    const [clients, changes] = [16, 12];
    const writes = await writesOf(file, () =>
      Promise.all(
        Array.from({ length: clients }, async (_, client) => {
          for (let change = 0; change < changes; change += 1) await note(store, `${client} ${change}`);
        }),
      ),
    );
    // Those acknowledged together come again one by one: the first of them does not get a write of his own.
    expect(writes).toBeLessThan(1.5 * changes);
    expect(await idsIn(file)).toHaveLength(1 + clients * changes);
  });

  test('does not write the file for a transaction that changes nothing', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    await note(store, 'one');
    expect(await writesOf(file, () => store.transaction((tx) => tx.get(NOTES, 'one')))).toBe(0);
  });

  test('has everything again when it is opened again, in the same order', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    for (const id of ['c', 'a', 'b']) await note(store, id);
    await store.transaction((tx) => tx.delete(NOTES, 'a'));
    await store.close();
    const again = await LowdbStore.open(file);
    expect((await again.list(NOTES)).map(({ value }) => value.text)).toEqual(['note c', 'note b']);
    await note(again, 'd');
    expect(await idsIn(file)).toEqual(['c', 'b', 'd']);
  });

  test('has everything again however much it is, and of every collection', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    const documents = Array.from({ length: 1_001 }, (_, index) => ({
      id: `${index}`,
      value: { text: `"${index}", ç` },
    }));
    const image = { notes: documents, others: documents.slice(0, 250), some: documents.slice(0, 251) };
    await store.restore(image, []);
    expect(await (await LowdbStore.open(file)).dump([])).toEqual(image);
  });

  test('is closed when what was under way is on disk', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    const writing = note(store, 'late');
    await store.close();
    expect(await idsIn(file)).toEqual(['late']);
    await writing;
  });

  test('leaves no other file beside its own', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    await Promise.all(['a', 'b', 'c'].map((id) => note(store, id)));
    expect(await readdir(dirname(file))).toEqual(['data.json']);
  });
});

describe('a file store whose file cannot be written', () => {
  test('refuses the transactions that wait, and writes everything once it can', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    await note(store, 'before');
    await rm(dirname(file), { recursive: true });
    await writeFile(dirname(file), 'a file where the folder was');
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((id) => note(store, id)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await rm(dirname(file));
    await note(store, 'after');
    expect(await idsIn(file)).toEqual(['before', 'a', 'b', 'c', 'after']);
  });

  test('makes its folder again when that has vanished', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    await note(store, 'before');
    await rm(dirname(file), { recursive: true });
    await note(store, 'after');
    expect(await idsIn(file)).toEqual(['before', 'after']);
  });

  test('leaves nothing half-written behind', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    await mkdir(join(file, 'in the way'), { recursive: true });
    await expect(note(store, 'a')).rejects.toThrow();
    expect(await readdir(dirname(file))).toEqual(['data.json']);
  });

  test('tells whoever closes it, if what was acknowledged to nobody still cannot be kept', async () => {
    const file = newFile();
    const store = await LowdbStore.open(file);
    await mkdir(join(file, 'in the way'), { recursive: true });
    await expect(note(store, 'a')).rejects.toThrow();
    await expect(store.close()).rejects.toThrow();
  });
});

describe('a file that is not a data file stops the start in one line and stays as it is:', () => {
  const whole = JSON.stringify({
    format: 'transmissora-data/1',
    collections: { notes: [{ id: 'a', value: { text: 'x' } }] },
  });

  test.each([
    ['empty', ''],
    ['truncated', whole.slice(0, -7)],
    ['not JSON', 'format: transmissora-data/1\n'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a number', '1'],
    ["another program's", '{"posts":[{"id":1}],"profile":{"name":"typicode"}}'],
    ['of a format to come', whole.replace('data/1', 'data/2')],
    ['without collections', '{"format":"transmissora-data/1"}'],
    ['with a list for collections', '{"format":"transmissora-data/1","collections":[]}'],
    ['with a collection that is no list', '{"format":"transmissora-data/1","collections":{"notes":{}}}'],
    ['with a document without id', '{"format":"transmissora-data/1","collections":{"notes":[{"value":1}]}}'],
    ['with a document without value', '{"format":"transmissora-data/1","collections":{"notes":[{"id":"a"}]}}'],
    ['with a document that is none', '{"format":"transmissora-data/1","collections":{"notes":[null,"a"]}}'],
  ])('%s', async (_what, text) => {
    const file = newFile();
    await mkdir(dirname(file));
    await writeFile(file, text);
    const complaint = await LowdbStore.open(file).then(() => undefined, String);
    expect(complaint).toMatch(/^UsageError: store file .*data\.json: .+$/);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(dirname(file))).toEqual(['data.json']);
  });

  test('a folder', async () => {
    await expect(LowdbStore.open(folder.path)).rejects.toThrow(UsageError);
    await expect(LowdbStore.open(folder.path)).rejects.toThrow(/^store file .*: cannot be read \(.*\)$/);
  });

  test('below something that is not a folder', async () => {
    const file = newFile();
    await writeFile(dirname(file), 'a file');
    await expect(LowdbStore.open(file)).rejects.toThrow(UsageError);
  });

  test('but a whole one opens', async () => {
    const file = newFile();
    await mkdir(dirname(file));
    await writeFile(file, whole);
    expect(await idsIn(file)).toEqual(['a']);
  });
});

/** How often the file was replaced while `work` ran, as the file system tells it. */
async function writesOf(file: string, work: () => Promise<unknown>): Promise<number> {
  let writes = 0;
  const watcher = watch(dirname(file));
  // Events come in order: when the last thing done is seen, everything before it was.
  const everythingSeen = new Promise<void>((resolve) => {
    watcher.on('change', (_event, name) => {
      if (name === basename(file)) writes += 1;
      if (name === 'last') resolve();
    });
  });
  await work();
  await writeFile(join(dirname(file), 'last'), '');
  await everythingSeen;
  watcher.close();
  return writes;
}
