import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/core/errors.js';
import { formatInstant, parseInstant } from '../../src/core/instant.js';
import { readMoment, shift } from '../../src/core/moment.js';

const NOW = parseInstant('2026-03-02T12:00:00Z')!;
const read = (text: string) => formatInstant(readMoment(text, NOW, 'at'));
const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('when something happens is written', () => {
  test('as an instant', () => expect(read('2025-01-16T09:00:00-03:00')).toBe('2025-01-16T12:00:00Z'));
  test('as a duration from now', () => expect(read('PT5M')).toBe('2026-03-02T12:05:00Z'));
  test('as a duration before now', () => expect(read('-P2Y')).toBe('2024-03-02T12:00:00Z'));

  test.each(['tomorrow', '', '2026-03-02', '2026-02-30T00:00:00Z'])('and nothing else: not "%s"', (text) => {
    const refused = refusalOf(() => readMoment(text, NOW, 'timeline[0].at'));
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({
      kind: 'malformed',
      facts: { field: 'timeline[0].at' },
      message: expect.stringContaining(`timeline[0].at is "${text}"`),
    });
  });

  test.each(['P100Y', '-P100Y'])('and within 1900 to 2999: not %s from their ends', (text) => {
    const end = text.startsWith('-') ? Date.UTC(1950, 0, 1) : Date.UTC(2950, 0, 1);
    const outside = {
      kind: 'malformed',
      facts: { field: 'at' },
      message: `at is "${text}": it leads out of the years 1900 to 2999`,
    };
    expect(refusalOf(() => readMoment(text, end, 'at'))).toMatchObject(outside);
    expect(refusalOf(() => shift(end, text, 'at'))).toMatchObject(outside);
  });
});

test('shifting by what is no duration is our own mistake, not the caller’s', () => {
  expect(() => shift(NOW, 'soon', 'by')).toThrow(new TypeError('not an ISO 8601 duration: soon'));
});
