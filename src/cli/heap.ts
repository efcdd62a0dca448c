import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** What a small heap grows by before garbage is collected in it; V8's own way is up to three times its size. Percent. */
const GROWTH = 25;
/** A heap with more in it is left to V8: to go through all of it so often would cost more than it saves. Bytes. */
const SMALL = 100 * 1024 * 1024;
/** Room for new objects, both halves; V8's own way is 32 MB. Bytes. */
const YOUNG = 8 * 1024 * 1024;

/**
 * Keeps the process small: V8 would rather take memory than time, on a large machine several times what is in use
 * (decision 0044). Looks after each collection; both flags are read by V8 whenever it decides, not at its start alone.
 */
export function keepHeapSmall(): void {
  setFlags();
  new PerformanceObserver(setFlags).observe({ entryTypes: ['gc'] });
}

function setFlags(): void {
  const spaces = getHeapSpaceStatistics();
  const old = spaces.find(({ space_name }) => space_name === 'old_space')?.space_used_size ?? 0;
  const young = spaces.find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
  setFlagsFromString(`--heap-growing-percent=${old < SMALL ? GROWTH : 0}`);
  // By which it grows next: it shrinks by itself when there is little to do.
  setFlagsFromString(`--semi-space-growth-factor=${young < YOUNG ? 2 : 1}`);
}
