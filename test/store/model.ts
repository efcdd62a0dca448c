import { expect } from '@jest/globals';
import fc from 'fast-check';
import { collection, type Store, type StoreImage, type Transaction } from '../../src/store/store.js';

/** A document of the model: `group` is indexed, `mark` only tells writes apart. */
interface Thing {
  readonly group?: string | undefined;
  readonly mark: number;
}

const THINGS = collection<Thing>('things', { group: ({ group }) => group });
const IDS = ['a', 'b', 'c', 'd'];
const GROUPS = ['red', 'blue'];

type Write = { readonly id: string; readonly thing?: Thing };

/** What happens to the store: writes together, that end well or not; or back to how it was `back` commands ago. */
type Command =
  | { readonly writes: readonly Write[]; readonly fails: boolean }
  | { readonly takeImage: true }
  | { readonly restore: true };

const write: fc.Arbitrary<Write> = fc.record(
  {
    id: fc.constantFrom(...IDS),
    thing: fc.record({ group: fc.constantFrom(...GROUPS), mark: fc.nat(9) }, { requiredKeys: ['mark'] }),
  },
  { requiredKeys: ['id'] },
);

export const COMMANDS: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ writes: fc.array(write, { maxLength: 4 }), fails: fc.boolean() }) },
    { weight: 1, arbitrary: fc.constant({ takeImage: true } as const) },
    { weight: 1, arbitrary: fc.constant({ restore: true } as const) },
  ),
  { maxLength: 12 },
);

/** The same world twice: in a store, and in a map that keeps the order in which it was filled. */
interface Model {
  things: Map<string, Thing>;
  image: { readonly store: StoreImage; readonly things: Map<string, Thing> } | undefined;
}

export const world = (store: Store): { store: Store; model: Model } => ({
  store,
  model: { things: new Map(), image: undefined },
});

/** Does the command to both, and holds every read of the store against the map, inside and outside the transaction. */
export async function play(command: Command, store: Store, model: Model): Promise<void> {
  if ('takeImage' in command) {
    model.image = { store: await store.dump([]), things: new Map(model.things) };
  } else if ('restore' in command) {
    if (!model.image) return;
    await store.restore(model.image.store, []);
    model.things = new Map(model.image.things);
  } else {
    await writeTogether(command, store, model);
  }
  await compare(store, model.things);
}

async function writeTogether(
  { writes, fails }: { readonly writes: readonly Write[]; readonly fails: boolean },
  store: Store,
  model: Model,
): Promise<void> {
  const draft = new Map(model.things);
  const run = store.transaction(async (tx) => {
    for (const { id, thing } of writes) {
      await (thing ? tx.put(THINGS, id, thing) : tx.delete(THINGS, id));
      if (thing) draft.set(id, thing);
      else draft.delete(id);
      await compare(tx, draft);
    }
    if (fails) throw new Error('rolled back');
  });
  if (fails) await expect(run).rejects.toThrow('rolled back');
  else await run;
  if (!fails) model.things = draft;
}

async function compare(reader: Pick<Transaction, 'get' | 'list'>, things: Map<string, Thing>): Promise<void> {
  const read = await Promise.all(IDS.map(async (id) => (await reader.get(THINGS, id))?.value));
  expect(read).toEqual(IDS.map((id) => things.get(id)));
  const all = (await reader.list(THINGS)).map(({ id, value }) => [id, value]);
  expect(all).toEqual([...things]);
  for (const group of GROUPS) {
    const listed = (await reader.list(THINGS, { index: 'group', equals: group })).map(({ id }) => id);
    expect(listed).toEqual([...things].filter(([, thing]) => thing.group === group).map(([id]) => id));
  }
}
