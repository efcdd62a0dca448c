import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatInstant, formatSeconds, isRepresentable, parseInstant } from '../../src/core/instant.js';

const read = (text: string): string | undefined => {
  const instant = parseInstant(text);
  return instant === undefined ? undefined : formatInstant(instant);
};

describe('an RFC 3339 date-time is read as the instant it names:', () => {
  test.each([
    ['2026-03-02T12:00:00Z', '2026-03-02T12:00:00Z'],
    ['2026-03-02t12:00:00z', '2026-03-02T12:00:00Z'],
    ['2026-03-02T12:00:00-03:00', '2026-03-02T15:00:00Z'],
    ['2026-03-02T00:30:00+05:30', '2026-03-01T19:00:00Z'],
    ['2026-03-02T12:00:00-23:59', '2026-03-03T11:59:00Z'],
    ['2026-03-02T12:00:00-00:00', '2026-03-02T12:00:00Z'],
    ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00Z'],
    ['2026-03-02T12:00:00.5Z', '2026-03-02T12:00:00.500Z'],
    ['2026-03-02T12:00:00.123456789Z', '2026-03-02T12:00:00.123Z'],
    ['2026-03-02T12:00:00.000Z', '2026-03-02T12:00:00Z'],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00Z'],
    ['2999-12-31T23:59:59.999Z', '2999-12-31T23:59:59.999Z'],
  ])('%s', (text, instant) => expect(read(text)).toBe(instant));
});

describe('no instant is read from', () => {
  test.each([
    ['a day that does not exist', '2026-02-29T00:00:00Z'],
    ['29 February of a century that is no leap year', '1900-02-29T00:00:00Z'],
    ['31 April', '2026-04-31T00:00:00Z'],
    ['a month 13', '2026-13-01T00:00:00Z'],
    ['a month 0', '2026-00-01T00:00:00Z'],
    ['a day 0', '2026-01-00T00:00:00Z'],
    ['24:00', '2026-03-02T24:00:00Z'],
    ['a minute 60', '2026-03-02T12:60:00Z'],
    ['a leap second, which the clock cannot show', '2016-12-31T23:59:60Z'],
    ['an offset of 24 hours', '2026-03-02T12:00:00+24:00'],
    ['an offset of 60 minutes', '2026-03-02T12:00:00+01:60'],
    ['no offset', '2026-03-02T12:00:00'],
    ['an offset without colon', '2026-03-02T12:00:00-0300'],
    ['a date', '2026-03-02'],
    ['no seconds', '2026-03-02T12:00Z'],
    ['a space for the T', '2026-03-02 12:00:00Z'],
    ['a fraction without digits', '2026-03-02T12:00:00.Z'],
    ['more than nine digits of a fraction', '2026-03-02T12:00:00.1234567890Z'],
    ['a six-digit year', '+002026-03-02T12:00:00Z'],
    ['the year 0', '0000-12-31T23:59:59Z'],
    ['a year before 1900', '1899-12-31T23:59:59Z'],
    ['a year after 2999', '3000-01-01T00:00:00Z'],
    ['what an offset moves before 1900', '1900-01-01T00:00:00+01:00'],
    ['what an offset moves after 2999', '2999-12-31T23:59:59-01:00'],
    ['blanks around it', ' 2026-03-02T12:00:00Z'],
    ['a line break after it', '2026-03-02T12:00:00Z\n'],
    ['other digits', '２０２６-03-02T12:00:00Z'],
    ['nothing', ''],
    ['a word', 'now'],
  ])('%s', (_what, text) => expect(parseInstant(text)).toBeUndefined());
});

describe('an instant is written', () => {
  test('in the admin API: with milliseconds only when there are any', () => {
    const instant = Date.UTC(2026, 2, 2, 12, 0, 0);
    expect([formatInstant(instant), formatInstant(instant + 7)]).toEqual([
      '2026-03-02T12:00:00Z',
      '2026-03-02T12:00:00.007Z',
    ]);
  });

  test('in the official APIs: to the second begun, in 20 characters (RES-077)', () => {
    expect(formatSeconds(Date.UTC(2026, 2, 2, 12, 0, 0, 999))).toBe('2026-03-02T12:00:00Z');
  });

  test('so that reading it gives the same instant, anywhere from 1900 to 2999', () => {
    const [first, last] = [parseInstant('1900-01-01T00:00:00Z')!, parseInstant('2999-12-31T23:59:59.999Z')!];
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (instant) => {
        expect(parseInstant(formatInstant(instant))).toBe(instant);
        expect(formatSeconds(instant)).toHaveLength(20);
      }),
    );
  });
});

test('rules may reckon from the year 1 to the year 9999', () => {
  const [first, last] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];
  expect([first - 1, first, last, last + 1].map(isRepresentable)).toEqual([false, true, true, false]);
});
