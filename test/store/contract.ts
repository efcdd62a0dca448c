import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { collection, type Reader, type Store, type Stored } from '../../src/store/store.js';
import { COMMANDS, play, world } from './model.js';

interface Pet {
  readonly owner?: string;
  readonly names: readonly string[];
}

const PETS = collection<Pet>('pets', { owner: ({ owner }) => owner });
const COUNTERS = collection<{ readonly count: number }>('counters');

const pet = (owner?: string, ...names: string[]): Pet => ({ names, ...(owner !== undefined && { owner }) });
const put = (store: Store, id: string, value: Pet) => store.transaction((tx) => tx.put(PETS, id, value));
const idsOf = (found: readonly Stored<unknown>[]) => found.map(({ id }) => id);
const owned = async (reader: Reader, owner: string) =>
  idsOf(await reader.list(PETS, { index: 'owner', equals: owner }));

/** The promises of `src/store/store.ts`, held against one adapter. `open` gives an empty store; `runs`: how many sequences are tried. */
export function storeContract(name: string, open: () => Promise<Store>, runs = 60): void {
  describe(`a ${name} store keeps the promises of every store:`, () => {
    describe('values', () => {
      test('what was put is what is read', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana', 'Rex', 'São Bernardo'));
        expect((await store.get(PETS, 'rex'))?.value).toEqual({ owner: 'ana', names: ['Rex', 'São Bernardo'] });
        await store.close();
      });

      test('an id that was never put, or was deleted, reads as undefined', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana'));
        await store.transaction((tx) => tx.delete(PETS, 'rex'));
        expect(await Promise.all([store.get(PETS, 'rex'), store.get(PETS, 'tom')])).toEqual([undefined, undefined]);
        await store.close();
      });

      test('changing the object that was put changes nothing that is read', async () => {
        const store = await open();
        const names = ['Rex'];
        await store.transaction(async (tx) => {
          await tx.put(PETS, 'rex', { names });
          names.push('inside');
        });
        names.push('after');
        expect((await store.get(PETS, 'rex'))?.value.names).toEqual(['Rex']);
        await store.close();
      });

      test('what is read is frozen to the bottom, inside a transaction too', async () => {
        const store = await open();
        const inside = await store.transaction(async (tx) => {
          await tx.put(PETS, 'rex', pet('ana', 'Rex'));
          return tx.get(PETS, 'rex');
        });
        const outside = await store.get(PETS, 'rex');
        for (const value of [inside?.value, outside?.value]) {
          expect([Object.isFrozen(value), Object.isFrozen(value?.names)]).toEqual([true, true]);
        }
        await store.close();
      });

      test('two collections may use the same id', async () => {
        const store = await open();
        await store.transaction(async (tx) => {
          await tx.put(PETS, 'one', pet('ana'));
          await tx.put(COUNTERS, 'one', { count: 1 });
          await tx.delete(PETS, 'one');
        });
        expect((await store.get(COUNTERS, 'one'))?.value).toEqual({ count: 1 });
        await store.close();
      });

      test.each(['__proto__', 'constructor', '', 'ação 🐕', 'a/b', 'nul \u0000', 'half \ud83d', '\\', '\\"a"'])(
        '%j is an id, a text and the value of an index like any other',
        async (id) => {
          const store = await open();
          expect(await store.get(PETS, id)).toBeUndefined();
          await put(store, id, pet(id, id));
          expect([(await store.get(PETS, id))?.value.names, await owned(store, id)]).toEqual([[id], [id]]);
          await store.restore(await store.dump([]), []);
          expect([(await store.get(PETS, id))?.value.names, await owned(store, id)]).toEqual([[id], [id]]);
          await store.transaction((tx) => tx.delete(PETS, id));
          expect([await store.get(PETS, id), await owned(store, id)]).toEqual([undefined, []]);
          await store.close();
        },
      );
    });

    test('of reads asked for together each gets its own answer', async () => {
      const store = await open();
      await put(store, 'tom', pet('ana', 'Tom'));
      await put(store, 'rex', pet('ana', 'Rex'));
      await put(store, 'kit', pet('bia', 'Kit'));
      await store.transaction((tx) => tx.put(COUNTERS, 'tom', { count: 7 }));
      const ask = () => [
        store.get(PETS, 'rex').then((stored) => stored?.value.names),
        owned(store, 'ana'),
        store.get(PETS, 'none'),
        store.get(COUNTERS, 'tom').then((stored) => stored?.value.count),
        owned(store, 'nobody'),
        store.list(COUNTERS).then(idsOf),
        owned(store, 'bia'),
      ];
      const each = [['Rex'], ['tom', 'rex'], undefined, 7, [], ['tom'], ['kit']];
      expect(await Promise.all(ask())).toEqual(each);
      expect(await Promise.all(Array.from({ length: 12 }, ask).flat())).toEqual(Array(12).fill(each).flat());
      await store.restore(await store.dump([]), []);
      expect(await Promise.all([...ask(), ...ask()])).toEqual([...each, ...each]);
      await store.close();
    });

    describe('versions', () => {
      test('a version grows with each put, also after a delete and a restore', async () => {
        const store = await open();
        const versions: (number | undefined)[] = [];
        const note = async () => versions.push((await store.get(PETS, 'rex'))?.version);
        await put(store, 'rex', pet('ana'));
        await note();
        await put(store, 'rex', pet('ana'));
        await note();
        await store.transaction((tx) => tx.delete(PETS, 'rex'));
        await put(store, 'rex', pet('ana'));
        await note();
        await store.restore(await store.dump([]), []);
        await note();
        expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => Number(one) - Number(other)));
        expect(versions).toHaveLength(4);
        await store.close();
      });

      test('a put that was rolled back leaves the version as it was', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana'));
        const before = (await store.get(PETS, 'rex'))?.version;
        await expect(
          store.transaction(async (tx) => {
            await tx.put(PETS, 'rex', pet('bia'));
            throw new Error('no');
          }),
        ).rejects.toThrow('no');
        expect((await store.get(PETS, 'rex'))?.version).toBe(before);
        await store.close();
      });
    });

    describe('lists', () => {
      test('everything, in the order it was first put', async () => {
        const store = await open();
        for (const id of ['c', 'a', 'b']) await put(store, id, pet('ana'));
        await put(store, 'c', pet('bia'));
        expect(idsOf(await store.list(PETS))).toEqual(['c', 'a', 'b']);
        await store.close();
      });

      test('a document put again after it was deleted is a new one, at the end', async () => {
        const store = await open();
        for (const id of ['a', 'b']) await put(store, id, pet('ana'));
        await store.transaction((tx) => tx.delete(PETS, 'a'));
        await put(store, 'a', pet('ana'));
        expect([idsOf(await store.list(PETS)), await owned(store, 'ana')]).toEqual([
          ['b', 'a'],
          ['b', 'a'],
        ]);
        await store.close();
      });

      test('deleting and putting again in one transaction comes to the same as in two', async () => {
        const store = await open();
        for (const id of ['a', 'b']) await put(store, id, pet('ana'));
        const inside = await store.transaction(async (tx) => {
          await tx.delete(PETS, 'a');
          await tx.put(PETS, 'a', pet('ana'));
          return [idsOf(await tx.list(PETS)), await owned(tx, 'ana')];
        });
        expect([...inside, idsOf(await store.list(PETS)), await owned(store, 'ana')]).toEqual(
          Array(4).fill(['b', 'a']),
        );
        await store.close();
      });

      test('a collection nobody wrote to is empty', async () => {
        const store = await open();
        expect(await store.list(PETS)).toEqual([]);
        await store.close();
      });

      test('an index lists exactly the documents that have its value now', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana'));
        await put(store, 'tom', pet('bia'));
        await put(store, 'stray', pet());
        expect(await owned(store, 'ana')).toEqual(['rex']);
        await put(store, 'tom', pet('ana'));
        await put(store, 'rex', pet('bia'));
        expect([await owned(store, 'ana'), await owned(store, 'bia')]).toEqual([['tom'], ['rex']]);
        await put(store, 'tom', pet());
        await store.transaction((tx) => tx.delete(PETS, 'rex'));
        expect([await owned(store, 'ana'), await owned(store, 'bia')]).toEqual([[], []]);
        await store.close();
      });

      test('an index lists in the order the documents were first put, whenever they took its value', async () => {
        const store = await open();
        await put(store, 'a', pet('bia'));
        await put(store, 'b', pet('ana'));
        expect(await owned(store, 'ana')).toEqual(['b']);
        const inside = await store.transaction(async (tx) => {
          await tx.put(PETS, 'a', pet('ana'));
          return owned(tx, 'ana');
        });
        expect([inside, await owned(store, 'ana')]).toEqual([
          ['a', 'b'],
          ['a', 'b'],
        ]);
        await store.close();
      });

      test('an index that was not declared is a TypeError naming it, in and out of a transaction', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana'));
        const where = { index: 'colour', equals: 'red' };
        await expect((async () => store.list(PETS, where))()).rejects.toThrow(TypeError);
        await expect(store.transaction((tx) => tx.list(PETS, where))).rejects.toThrow(/pets.*colour/);
        await store.close();
      });

      test('a list is what it was when asked, whatever is written later', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana'));
        const [all, indexed] = [await store.list(PETS), await store.list(PETS, { index: 'owner', equals: 'ana' })];
        await put(store, 'tom', pet('ana'));
        expect([idsOf(all), idsOf(indexed)]).toEqual([['rex'], ['rex']]);
        await store.close();
      });
    });

    describe('transactions', () => {
      test('read their own writes, and nobody else does before they end', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana', 'Rex'));
        const seen = await store.transaction(async (tx) => {
          await tx.put(PETS, 'rex', pet('bia', 'Max'));
          await tx.put(PETS, 'tom', pet('bia'));
          return {
            inside: [(await tx.get(PETS, 'rex'))?.value.names, await owned(tx, 'bia'), await owned(tx, 'ana')],
            outside: [
              (await store.get(PETS, 'rex'))?.value.names,
              await owned(store, 'bia'),
              await owned(store, 'ana'),
            ],
          };
        });
        expect(seen).toEqual({ inside: [['Max'], ['rex', 'tom'], []], outside: [['Rex'], [], ['rex']] });
        await store.close();
      });

      test('do not list what they deleted', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana'));
        const seen = await store.transaction(async (tx) => {
          await tx.delete(PETS, 'rex');
          return [await tx.get(PETS, 'rex'), idsOf(await tx.list(PETS)), await owned(tx, 'ana')];
        });
        expect(seen).toEqual([undefined, [], []]);
        await store.close();
      });

      test('answer what their work answers', async () => {
        const store = await open();
        expect(await store.transaction(async () => 42)).toBe(42);
        await store.close();
      });

      test('are all or nothing: when the work throws, nothing of it stays, and the next one runs', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana'));
        const failing = store.transaction(async (tx) => {
          await tx.put(PETS, 'tom', pet('ana'));
          await tx.delete(PETS, 'rex');
          throw new RangeError('half way');
        });
        const following = put(store, 'max', pet('ana'));
        await expect(failing).rejects.toThrow(new RangeError('half way'));
        await following;
        expect([idsOf(await store.list(PETS)), await owned(store, 'ana')]).toEqual([
          ['rex', 'max'],
          ['rex', 'max'],
        ]);
        await store.close();
      });

      test('work that throws before its first await is a rejection like any other', async () => {
        const store = await open();
        const work = (): Promise<void> => {
          throw new RangeError('at once');
        };
        await expect(store.transaction(work)).rejects.toThrow('at once');
        await store.close();
      });

      test('a value that cannot be kept is refused, and nothing of its transaction stays', async () => {
        const store = await open();
        const anything = collection<unknown>('anything');
        const failing = store.transaction(async (tx) => {
          await tx.put(anything, 'good', 1);
          await tx.put(anything, 'bad', () => 'a function');
        });
        await expect(failing).rejects.toThrow();
        expect(await store.list(anything)).toEqual([]);
        await store.close();
      });

      test('that read, wait and write at the same time behave as if one ran after the other', async () => {
        const store = await open();
        const increment = () =>
          store.transaction(async (tx) => {
            const count = (await tx.get(COUNTERS, 'visits'))?.value.count ?? 0;
            await new Promise((resolve) => setImmediate(resolve));
            await tx.put(COUNTERS, 'visits', { count: count + 1 });
          });
        await Promise.all(Array.from({ length: 20 }, increment));
        expect((await store.get(COUNTERS, 'visits'))?.value.count).toBe(20);
        await store.close();
      });
    });

    describe('images', () => {
      test('a dump put back gives the same documents in the same order, and takes away what came later', async () => {
        const store = await open();
        for (const id of ['c', 'a', 'b']) await put(store, id, pet('ana', id));
        const image = await store.dump([]);
        await put(store, 'late', pet('ana'));
        await put(store, 'a', pet('bia'));
        await store.transaction((tx) => tx.put(COUNTERS, 'late', { count: 1 }));
        await store.restore(image, []);
        expect((await store.list(PETS)).map(({ value }) => value.names)).toEqual([['c'], ['a'], ['b']]);
        expect([await owned(store, 'ana'), await owned(store, 'bia'), await store.list(COUNTERS)]).toEqual([
          ['c', 'a', 'b'],
          [],
          [],
        ]);
        await store.close();
      });

      test('a dump is not touched by what is written later', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana'));
        const image = await store.dump([]);
        const before = JSON.stringify(image);
        await put(store, 'rex', pet('bia'));
        expect(JSON.stringify(image)).toBe(before);
        await store.close();
      });

      test('a dump holds the transactions that began before it', async () => {
        const store = await open();
        const writing = put(store, 'rex', pet('ana'));
        expect(Object.keys(await store.dump([]))).toEqual(['pets']);
        await writing;
        await store.close();
      });

      test('collections left out of a dump and a restore stay as they are', async () => {
        const store = await open();
        await put(store, 'rex', pet('ana'));
        await store.transaction((tx) => tx.put(COUNTERS, 'kept', { count: 1 }));
        const everything = await store.dump([]);
        const image = await store.dump(['counters']);
        expect(Object.keys(image)).toEqual(['pets']);
        await store.transaction((tx) => tx.put(COUNTERS, 'kept', { count: 2 }));
        for (const each of [image, everything]) {
          await store.restore(each, ['counters']);
          expect((await store.get(COUNTERS, 'kept'))?.value).toEqual({ count: 2 });
        }
        await store.close();
      });

      test('an image belongs to nobody: changing it later changes nothing', async () => {
        const store = await open();
        const names = ['Rex'];
        await store.restore({ pets: [{ id: 'rex', value: { names } }] }, []);
        names.push('Max');
        expect((await store.get(PETS, 'rex'))?.value.names).toEqual(['Rex']);
        await store.close();
      });
    });

    test('whoever asks is told that it can be used', async () => {
      const store = await open();
      await expect(store.check()).resolves.toBeUndefined();
      await store.close();
    });

    test('closing waits for the transactions under way', async () => {
      const store = await open();
      let isDone = false;
      const writing = put(store, 'rex', pet('ana')).then(() => {
        isDone = true;
      });
      await store.close();
      expect(isDone).toBe(true);
      await writing;
    });

    test('any sequence of puts, deletes, rolled-back transactions and restores reads like a plain map', async () => {
      const likeMap = fc.asyncProperty(COMMANDS, async (commands) => {
        const { store, model } = world(await open());
        for (const command of commands) await play(command, store, model);
        await store.close();
      });
      await fc.assert(likeMap, { numRuns: runs });
    });
  });
}
