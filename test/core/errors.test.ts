import { describe, expect, test } from '@jest/globals';
import { ApiError, type ErrorRow, Refusal, UsageError } from '../../src/core/errors.js';

const ROW: ErrorRow = { status: 404, code: 'GONE', title: 'Gone.', detail: 'It is gone.', rule: 'RES-001' };

describe('an error the client may see', () => {
  test('is its row of the catalogue', () => {
    expect(new ApiError(ROW)).toMatchObject({ name: 'ApiError', row: ROW, headers: {}, message: 'It is gone.' });
  });

  test('may say more than the row, without changing it', () => {
    const error = new ApiError(ROW, { detail: 'acc-1 is gone.', headers: { allow: 'GET' }, cause: 'why' });
    expect(error).toMatchObject({ message: 'acc-1 is gone.', headers: { allow: 'GET' }, cause: 'why' });
    expect(error.row).toEqual({ ...ROW, detail: 'acc-1 is gone.' });
    expect(ROW.detail).toBe('It is gone.');
  });
});

test('a refusal carries its kind and the facts behind it', () => {
  expect(new Refusal('conflict', 'no', { from: 'A' })).toMatchObject({
    name: 'Refusal',
    kind: 'conflict',
    facts: { from: 'A' },
  });
});

test('wrong usage is a TypeError, as a programmer expects', () => {
  expect(new UsageError('no')).toBeInstanceOf(TypeError);
});
