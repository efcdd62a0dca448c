import { DAY, MINUTE } from './instants.js';

/** A stretch of time on the screen, in milliseconds since the epoch; both ends shown. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How much is shown around an instant. */
export const SCALES = {
  all: undefined,
  year: 366 * DAY,
  quarter: 92 * DAY,
  month: 31 * DAY,
  day: DAY,
  minutes: 10 * MINUTE,
};
export type Scale = keyof typeof SCALES;

/** The least that is ever shown, so that one lone event has room around it. */
const LEAST = 2 * MINUTE;
/** Room beyond the first and last event, as a part of the whole. */
const ROOM = 0.04;

/** What a scale shows: around an instant, or everything there is. */
export function stretchOf(scale: Scale, around: number, instants: readonly number[]): Stretch {
  const half = SCALES[scale];
  if (half !== undefined) return { from: around - half, to: around + half };
  const [from, to] = [Math.min(around, ...instants), Math.max(around, ...instants)];
  const room = Math.max((to - from) * ROOM, LEAST / 2);
  return { from: from - room, to: to + room };
}

/** Where an instant lies, from 0 to `width`. */
export const placeOf = (at: number, { from, to }: Stretch, width: number): number =>
  ((at - from) / (to - from)) * width;

export const instantAt = (x: number, { from, to }: Stretch, width: number): number =>
  Math.round(from + (x / width) * (to - from));

/** Evenly spaced instants to label, neither end included. */
export const ticksOf = ({ from, to }: Stretch, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + ((index + 0.5) / count) * (to - from));

/** Where each instant is drawn: those too close to tell apart are stacked. `level` counts from the line up. */
export function stacked(
  instants: readonly number[],
  stretch: Stretch,
  { width, size, most }: { readonly width: number; readonly size: number; readonly most: number },
): readonly { readonly x: number; readonly level: number }[] {
  const levels = new Map<number, number>();
  return instants.map((at) => {
    const x = placeOf(at, stretch, width);
    const column = Math.round(x / size);
    const level = levels.get(column) ?? 0;
    levels.set(column, level + 1);
    return { x: column * size, level: Math.min(level, most) };
  });
}
