import { expect, jest, test } from '@jest/globals';
import { Glance } from '../../src/store/glance.js';
import { MemoryStore } from '../../src/store/memory.js';
import { collection, type Reader } from '../../src/store/store.js';

const WORDS = collection<{ readonly word: string }>('words');

function glancing(store: MemoryStore) {
  const look = jest.fn(async (reader: Reader) => (await reader.get(WORDS, 'one'))?.value.word);
  return { look, glance: new Glance(store, look) };
}
const put = (store: MemoryStore, word: string) => store.transaction((tx) => tx.put(WORDS, 'one', { word }));

test('what was read is there without reading, while nothing was committed since', async () => {
  const store = new MemoryStore();
  await put(store, 'a');
  const { glance, look } = glancing(store);
  expect(glance.last()).toBeUndefined();
  expect(await glance.read(store)).toBe('a');
  expect([glance.last()?.value, glance.last()?.value, look.mock.calls.length]).toEqual(['a', 'a', 1]);
  await put(store, 'b');
  expect(glance.last()).toBeUndefined();
  expect(await glance.read(store)).toBe('b');
});

test('each of several is there by its id', async () => {
  const store = new MemoryStore();
  const glance = new Glance(store, async (_reader, id) => `the ${id}`);
  expect([await glance.read(store, 'a'), await glance.read(store, 'b')]).toEqual(['the a', 'the b']);
  expect([glance.last('a')?.value, glance.last('b')?.value, glance.last('c')]).toEqual(['the a', 'the b', undefined]);
  await put(store, 'a');
  await glance.read(store, 'b');
  expect([glance.last('a'), glance.last('b')?.value]).toEqual([undefined, 'the b']);
});

test('that there is nothing is remembered, too', async () => {
  const store = new MemoryStore();
  const { glance } = glancing(store);
  await glance.read(store);
  expect(glance.last()).toMatchObject({ value: undefined });
});

test('what was committed while reading is not missed', async () => {
  const store = new MemoryStore();
  await put(store, 'a');
  const { glance } = glancing(store);
  const slow: Reader = {
    list: (...wanted) => store.list(...wanted),
    get: async (...wanted) => {
      const found = await store.get(...wanted);
      await put(store, 'b');
      return found;
    },
  };
  expect(await glance.read(slow)).toBe('a');
  expect(glance.last()).toBeUndefined();
});

test('nothing is remembered of a store that others write to', async () => {
  const store = new MemoryStore();
  const shared = new Glance({}, async () => 'a');
  expect(await shared.read(store)).toBe('a');
  expect(shared.last()).toBeUndefined();
});
