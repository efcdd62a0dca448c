import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { afterRealTime, clockView, machineClock, readClock } from '../../src/core/clock.js';
import { HOUR, MINUTE, parseInstant, SECOND } from '../../src/core/instant.js';

const NOON = parseInstant('2026-03-02T12:00:00Z')!;
const SET_AT = parseInstant('2026-11-22T06:00:00Z')!;
const frozen = { name: 'alice', frozen: true, now: NOON, setAt: SET_AT };
const running = { ...frozen, frozen: false };

describe('a clock', () => {
  test('that was never set shows real time', () => expect(readClock(undefined, SET_AT)).toBe(SET_AT));

  test('that is frozen shows the instant it was set to, however late it is', () => {
    expect([SET_AT, SET_AT + HOUR].map((wall) => readClock(frozen, wall))).toEqual([NOON, NOON]);
  });

  test('that runs has moved on by the real time since it was set', () => {
    expect([SET_AT, SET_AT + 90 * MINUTE].map((wall) => readClock(running, wall))).toEqual([NOON, NOON + 90 * MINUTE]);
  });

  test('is shown by its name, in RFC 3339, and whether it is frozen', () => {
    expect(clockView('alice', frozen, SET_AT + HOUR)).toEqual({
      name: 'alice',
      now: '2026-03-02T12:00:00Z',
      frozen: true,
    });
    expect(clockView('default', undefined, SET_AT)).toEqual({
      name: 'default',
      now: '2026-11-22T06:00:00Z',
      frozen: false,
    });
  });
});

describe('the machine clock', () => {
  test('shows real time, in whole milliseconds', () => {
    const [before, shown, after] = [Date.now(), machineClock.now(), Date.now()];
    expect(Number.isInteger(shown) && before <= shown && shown <= after).toBe(true);
  });

  test('measures with a clock that never goes back', () => {
    const first = machineClock.monotonic();
    expect(machineClock.monotonic()).toBeGreaterThanOrEqual(first);
  });

  describe('that wakes somebody later', () => {
    beforeEach(() => void jest.useFakeTimers());
    afterEach(() => void jest.useRealTimers());

    test('does so once, after the delay and not before', () => {
      const calls: string[] = [];
      afterRealTime(10 * SECOND, () => calls.push('called'));
      jest.advanceTimersByTime(10 * SECOND - 1);
      expect(calls).toEqual([]);
      jest.advanceTimersByTime(10 * SECOND);
      expect(calls).toEqual(['called']);
    });

    test('does not when it was cancelled', () => {
      const calls: string[] = [];
      afterRealTime(SECOND, () => calls.push('called')).cancel();
      jest.advanceTimersByTime(2 * SECOND);
      expect(calls).toEqual([]);
    });
  });
});
