import { expect, test } from '@jest/globals';
import { startOf } from '../../src/bank-options.js';
import { MemoryStore } from '../../src/store/memory.js';

/** Set by jest.config.js. */
const isOff = (globalThis as { readonly fastPaths?: string }).fastPaths === 'off';

test('an embedded bank takes every fast path, and none in the run without them', () => {
  expect(startOf({}).config).toMatchObject({ answerAgain: !isOff, validator: isOff ? 'eov' : 'compiled' });
  expect(new MemoryStore().revision).toBe(isOff ? undefined : 0);
});
