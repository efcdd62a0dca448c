import { formatInstant, type Instant } from './instant.js';

/**
 * A named clock as it is kept: the virtual instant it showed when it was last set. A frozen clock still shows it;
 * a running one has moved on by the real time that passed since `setAt`.
 */
export interface ClockState {
  readonly name: string;
  readonly frozen: boolean;
  readonly now: Instant;
  /** Real time when `now` was set. */
  readonly setAt: Instant;
}

/** What the machine shows. Handed down from the context, so that a test can hold it still. */
export interface WallClock {
  /** Real time, milliseconds since the epoch. */
  now(): Instant;
  /** Milliseconds that only grow, for measuring. */
  monotonic(): number;
}

export const machineClock: WallClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** When this process began, finer than a millisecond: tells it from any other that ever had its number. */
export const processOrigin: number = performance.timeOrigin;

/** Calls `work` once, `delay` milliseconds of real time from now, without keeping the process alive. */
export function afterRealTime(delay: number, work: () => void): { cancel(): void } {
  const timer = setTimeout(work, delay);
  timer.unref();
  return { cancel: () => clearTimeout(timer) };
}

/** Resolves after `milliseconds` of real time. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Virtual time of a clock; a clock that was never set shows real time. */
export function readClock(state: ClockState | undefined, wall: Instant): Instant {
  if (!state) return wall;
  return state.frozen ? state.now : state.now + (wall - state.setAt);
}

export const clockView = (name: string, state: ClockState | undefined, wall: Instant): ClockView => ({
  name,
  now: formatInstant(readClock(state, wall)),
  frozen: state?.frozen ?? false,
});

/** A clock as the admin API shows it: `now` in RFC 3339, UTC. */
export interface ClockView {
  readonly name: string;
  readonly now: string;
  readonly frozen: boolean;
}
