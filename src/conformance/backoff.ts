import { SECOND } from '../core/instant.js';

/** From this wait on, it need not grow: the security suite's own schedule stops at 30 s. Milliseconds. */
export const CAP = 25 * SECOND;
/** How much longer a wait must be to count as longer, and how much shorter one may be by jitter. Parts of the wait before. */
export const GROWTH = 0.1;
export const SLACK = 0.25;
/** How many waits in a row may fail to grow before the cap. */
export const LONGEST_PLATEAU = 1;

/** An exponential schedule fitted to waits. */
export interface Backoff {
  /** The wait the schedule begins with, in milliseconds. */
  readonly first: number;
  /** How many times longer each wait is than the one before, up to the cap. */
  readonly base: number;
  /** The largest distance of a wait from the fitted one, as a part of it. */
  readonly jitter: number;
  /** The longest run of waits, below the cap, that did not grow. */
  readonly plateau: number;
  /** The largest part by which a wait below the cap is shorter than the one before. */
  readonly drop: number;
}

/** Fits waits in milliseconds, at least two of them, in order. */
export function fitBackoff(waits: readonly number[]): Backoff {
  const positive = waits.map((wait) => Math.max(wait, 1));
  const capped = positive.findIndex((wait) => wait >= CAP);
  const growing = capped >= 1 ? positive.slice(0, capped + 1) : positive;
  const logs = growing.map(Math.log);
  const slope = slopeOf(logs);
  const middle = mean(logs) - (slope * (logs.length - 1)) / 2;
  return {
    first: Math.exp(middle),
    base: Math.exp(slope),
    jitter: Math.max(...growing.map((wait, place) => Math.abs(wait / Math.exp(middle + slope * place) - 1))),
    plateau: longestRun(positive, (before, wait) => wait < CAP && wait < before * (1 + GROWTH)),
    drop: Math.max(0, ...pairsOf(positive).map(([before, wait]) => (wait < CAP ? 1 - wait / before : 0))),
  };
}

export const isExponential = ({ base, plateau, drop }: Backoff): boolean =>
  base >= 1 + GROWTH && plateau <= LONGEST_PLATEAU && drop <= SLACK;

/** Least squares over 0, 1, 2 … */
function slopeOf(values: readonly number[]): number {
  const centre = (values.length - 1) / 2;
  const average = mean(values);
  const over = values.reduce((sum, value, place) => sum + (place - centre) * (value - average), 0);
  const under = values.reduce((sum, _, place) => sum + (place - centre) ** 2, 0);
  return under === 0 ? 0 : over / under;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const pairsOf = (values: readonly number[]): readonly (readonly [number, number])[] =>
  values.slice(1).map((value, place) => [values[place] ?? value, value]);

function longestRun(values: readonly number[], isFlat: (before: number, value: number) => boolean): number {
  let [longest, current] = [0, 0];
  for (const [before, value] of pairsOf(values)) {
    current = isFlat(before, value) ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return longest;
}
