import { describe, expect, test } from '@jest/globals';
import { addDays, addDuration, addMonths, isDuration, isNegative } from '../../src/core/duration.js';
import { formatInstant, parseInstant } from '../../src/core/instant.js';

const at = (text: string) => parseInstant(text)!;
const later = (text: string, duration: string) => formatInstant(addDuration(at(text), duration));

describe('adding a duration', () => {
  test.each([
    ['2026-03-02T12:00:00Z', 'PT5M', '2026-03-02T12:05:00Z'],
    ['2026-03-02T12:00:00Z', 'PT0.5S', '2026-03-02T12:00:00.500Z'],
    ['2026-03-02T12:00:00Z', 'PT36H', '2026-03-04T00:00:00Z'],
    ['2026-03-02T12:00:00Z', 'P1W', '2026-03-09T12:00:00Z'],
    ['2026-03-02T12:00:00Z', 'P0D', '2026-03-02T12:00:00Z'],
    ['2026-03-02T12:00:00Z', '-P2Y', '2024-03-02T12:00:00Z'],
    ['2026-03-02T12:00:00Z', '-PT0S', '2026-03-02T12:00:00Z'],
    ['2026-03-02T12:00:00Z', '+P1D', '2026-03-03T12:00:00Z'],
    ['2026-03-02T12:00:00Z', 'P1Y2M3DT4H5M6S', '2027-05-05T16:05:06Z'],
  ])('to %s: %s later it is %s', (from, duration, result) => expect(later(from, duration)).toBe(result));

  test('a month after the 31st is the last day of a shorter month', () => {
    expect(later('2026-01-31T15:00:00Z', 'P1M')).toBe('2026-02-28T15:00:00Z');
    expect(later('2024-01-31T15:00:00Z', 'P1M')).toBe('2024-02-29T15:00:00Z');
    expect(later('2026-03-31T15:00:00Z', '-P1M')).toBe('2026-02-28T15:00:00Z');
  });

  test('a year after 29 February is 28 February', () => {
    expect(later('2024-02-29T15:00:00Z', 'P1Y')).toBe('2025-02-28T15:00:00Z');
  });

  test('months are counted from the day it is in São Paulo, not in UTC', () => {
    // 22:00 on 31 January there: the month ends on 28 February, 22:00.
    expect(later('2026-02-01T01:00:00Z', 'P1M')).toBe('2026-03-01T01:00:00Z');
    // 23:30 on 28 February there.
    expect(later('2026-03-01T02:30:00Z', 'P1M')).toBe('2026-03-29T02:30:00Z');
  });

  test('days keep the wall time of São Paulo when its clocks changed; hours do not', () => {
    // Clocks went from -02:00 to -03:00 in the night to 17 February 2019, the last such change.
    expect(later('2019-02-16T12:00:00Z', 'P1D')).toBe('2019-02-17T13:00:00Z');
    expect(later('2019-02-16T12:00:00Z', 'PT24H')).toBe('2019-02-17T12:00:00Z');
  });

  test('addMonths and addDays count the same civil months and days', () => {
    expect(formatInstant(addMonths(at('2026-01-31T15:00:00Z'), 1))).toBe('2026-02-28T15:00:00Z');
    expect(formatInstant(addMonths(at('2026-03-31T15:00:00Z'), -1))).toBe('2026-02-28T15:00:00Z');
    expect(formatInstant(addMonths(at('2025-02-28T15:00:00Z'), 12))).toBe('2026-02-28T15:00:00Z');
    expect(formatInstant(addDays(at('2019-02-16T12:00:00Z'), 1))).toBe('2019-02-17T13:00:00Z');
  });

  test('is a RangeError where the calendar ends', () => {
    expect(() => addDuration(Date.UTC(9999, 11, 31, 23, 59, 59, 999), 'PT1S')).toThrow(RangeError);
    expect(() => addDuration(Date.UTC(100, 0, 1), '-P100Y')).toThrow(RangeError);
  });

  test('is a TypeError when the text is no duration', () => {
    expect(() => addDuration(0, '5 minutes')).toThrow(new TypeError('not an ISO 8601 duration: 5 minutes'));
  });
});

describe('a duration', () => {
  test.each(['PT5M', 'P3M', '-P2Y', 'P1DT12H', 'pt5m', 'PT0.5S', 'PT1,5H', 'P1W', 'P100Y', 'P1200M'])('is %s', (text) =>
    expect(isDuration(text)).toBe(true),
  );

  test.each(
    ['', 'P', 'PT', 'P1', '5M', 'PT5', 'P1DT', 'P1M-1D', 'P1.5D', 'PT1e3S', ' PT5M', 'PT5M ', 'P1H'].map((text) => [
      text,
    ]),
  )('is not "%s"', (text) => expect(isDuration(text)).toBe(false));

  test('is no longer than a hundred years, in whatever unit', () => {
    const long = ['P101Y', 'P1201M', 'P100Y1M', '-P101Y', 'P36501D', 'P5300W', 'PT900000H', 'P99999999999D'];
    expect(long.filter(isDuration)).toEqual([]);
  });

  test('is negative when it leads back; nothing at all is not', () => {
    expect(['-PT1S', 'PT1S', 'PT0S', '-PT0S', 'nonsense'].map(isNegative)).toEqual([true, false, false, false, false]);
  });
});
