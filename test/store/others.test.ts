import { expect, test } from '@jest/globals';
import { Others } from '../../src/store/others.js';

/** A count that several instances share, which can be away. */
function sharedCount() {
  let count = 0;
  const state = { isAway: false, taken: 0 };
  const answer = async (): Promise<number> => {
    if (state.isAway) throw new Error('away');
    return count;
  };
  return {
    state,
    next: async () => {
      await answer();
      state.taken += 1;
      return ++count;
    },
    last: answer,
  };
}

/** Somebody who listens, and waits for what is heard. */
function listener(count: ReturnType<typeof sharedCount>) {
  let heard = 0;
  let wake = (): void => undefined;
  const others = new Others(count, () => {
    heard += 1;
    wake();
  });
  others.listen();
  return {
    others,
    heardOf: async (times: number): Promise<number> => {
      while (heard < times) await new Promise<void>((resolve) => (wake = resolve));
      return heard;
    },
  };
}

test('what one instance commits another hears of, and what comes meanwhile is told together', async () => {
  const count = sharedCount();
  const [one, other] = [new Others(count, () => undefined), listener(count)];
  // The first look tells, too: nobody knows what came before it.
  expect(await other.heardOf(1)).toBe(1);
  for (let commit = 0; commit < 10; commit++) one.tell();
  expect(await other.heardOf(2)).toBe(2);
  expect(count.state.taken).toBe(2);
  await Promise.all([one.close(), other.others.close()]);
});

test('an instance hears nothing of what it committed itself', async () => {
  const count = sharedCount();
  const [one, other] = [listener(count), listener(count)];
  await Promise.all([one.heardOf(1), other.heardOf(1)]);
  one.others.tell();
  await other.heardOf(2);
  other.others.tell();
  expect(await one.heardOf(2)).toBe(2);
  await Promise.all([one.others.close(), other.others.close()]);
});

test('what could not be told while the store was away is told when it is back', async () => {
  const count = sharedCount();
  const [one, other] = [new Others(count, () => undefined), listener(count)];
  await other.heardOf(1);
  count.state.isAway = true;
  one.tell();
  await one.close();
  one.tell();
  count.state.isAway = false;
  expect(await other.heardOf(2)).toBe(2);
  await Promise.all([one.close(), other.others.close()]);
});
