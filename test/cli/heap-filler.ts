// Keeps the newest of what it makes, as a journal does, and tells how large its heap became, in bytes: for heap.test.ts.
import { setImmediate } from 'node:timers/promises';
import { keepHeapSmall } from '../../src/cli/heap.js';

const [ENTRIES, BATCH, BATCHES] = [10_000, 500, 160];

keepHeapSmall();
const kept: number[][] = [];
let largest = 0;
for (let batch = 0; batch < BATCHES; batch += 1) {
  for (let count = 0; count < BATCH; count += 1) {
    const number = batch * BATCH + count;
    kept[number % ENTRIES] = Array.from({ length: 250 }, (_, index) => number + index);
  }
  largest = Math.max(largest, process.memoryUsage().heapTotal);
  await setImmediate();
}
process.send?.(largest);
