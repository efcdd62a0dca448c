import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isUuid, randomIds, uuidFrom } from '../../src/core/ids.js';

/** RFC 9562 §5.4. */
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an id derived from a name', () => {
  test('is a version 4 UUID, whatever the name', () => {
    fc.assert(fc.property(fc.string(), (name) => expect(uuidFrom(name)).toMatch(UUID_V4)));
  });

  test('is the same for the same name, in every process and version', () => {
    expect(uuidFrom('demo/ana')).toBe(uuidFrom('demo/ana'));
    expect(uuidFrom('demo/ana')).toBe('4cae5d52-7ee1-42f8-842b-d9d48d90127e');
  });

  test('is another for another name', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `demo/${index}`);
    expect(new Set(names.map(uuidFrom)).size).toBe(1000);
  });
});

test('a random id is a version 4 UUID, and another each time', () => {
  const ids = Array.from({ length: 100 }, () => randomIds.uuid());
  expect(ids.filter((id) => !UUID_V4.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(100);
});

test('a UUID is told from other text, in either case and of any version', () => {
  const good = 'c3f4a1b2-0d5e-1f6a-8b7c-9d0e1f2a3b4c';
  expect([good, good.toUpperCase()].map(isUuid)).toEqual([true, true]);
  expect(['', 'x', good.slice(1), `${good}0`, `${good}\n`, `{${good}}`, good.replaceAll('-', '')].map(isUuid)).toEqual(
    Array(7).fill(false),
  );
});
