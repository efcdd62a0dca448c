import { expect, test } from '@jest/globals';
import { startOf } from '../../src/bank-options.js';

/** Set by jest.config.js. */
const isOff = (globalThis as { readonly fastPaths?: string }).fastPaths === 'off';

test('an embedded bank takes every fast path, and none in the run without them', () => {
  expect(startOf({}).config).toMatchObject({ answerAgain: !isOff, validator: isOff ? 'eov' : 'compiled' });
});
