import { type ClockState, readClock, type WallClock } from '../core/clock.js';
import type { Instant } from '../core/instant.js';
import { collection, type Reader } from './store.js';

/** The named clocks that were ever set. A name that was not shows real time. */
export const CLOCKS = collection<ClockState>('clocks');
export const DEFAULT_CLOCK = 'default';

/** The virtual time of a named clock. */
export async function nowOf(reader: Reader, wall: WallClock, name: string): Promise<Instant> {
  return readClock((await reader.get(CLOCKS, name))?.value, wall.now());
}
