import type { Exchange } from '../core/exchange.js';
import type { Bilingual } from '../core/text.js';

/**
 * How long a caller let pass between an answer and its next call, in milliseconds: by the virtual or the real clock,
 * whichever moved more. Negative when it called before it was answered.
 */
export function waitBetween(before: Exchange, after: Exchange): number {
  const [virtual, real] = [after.at - before.at, realWaitBetween(before, after)];
  return virtual > 0 ? Math.max(virtual, real) : real;
}

/** The same by the real clock alone. */
export const realWaitBetween = (before: Exchange, after: Exchange): number =>
  after.wallAt - after.durationMs - before.wallAt;

/** Milliseconds for people: `1.5 s`, `10 min`, `3 h`, `2 d`. */
export function spanText(milliseconds: number): Bilingual {
  const seconds = milliseconds / 1_000;
  const [value, unit] =
    Math.abs(seconds) < 120
      ? [seconds, 's']
      : seconds < 7_200
        ? [seconds / 60, 'min']
        : seconds < 172_800
          ? [seconds / 3_600, 'h']
          : [seconds / 86_400, 'd'];
  const { pt, en } = decimalText(value);
  return { pt: `${pt} ${unit}`, en: `${en} ${unit}` };
}

/** A number with at most one decimal place, as each language writes it. */
export function decimalText(value: number): Bilingual {
  const en = String(Math.round(value * 10) / 10);
  return { pt: en.replace('.', ','), en };
}
