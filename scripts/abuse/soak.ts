import { Agent } from 'node:http';
import type { Caller } from './callers.js';
import type { Sent } from './malformed.js';
import { send } from './send.js';

export interface SoakOutcome {
  readonly calls: number;
  /** Answers that should have been others, one sentence each. */
  readonly wrong: readonly string[];
  /** What the heap held after a collection: at the end of the warm-up, and of each window. Bytes. */
  readonly heap: readonly number[];
}

const AT_ONCE = 8;
const WINDOWS = 10;
const LIST = '/open-banking/resources/v3/resources';
const INTERACTION = { 'x-fapi-interaction-id': '73cac523-d3ae-4289-b106-330a6218710d' };

/** What is asked in turn, and the answers that are right. Nothing of it adds to what a bank has to remember. */
const CALLS: readonly ((caller: Caller) => Sent & { readonly right: readonly number[] })[] = [
  ({ token }) => ({ ...get(LIST, token), right: [200, 202] }),
  ({ token }) => ({ ...get(`${LIST}?page=1&page-size=25`, token), right: [200, 202] }),
  ({ token }) => ({ ...get(`${LIST}?page=none`, token), right: [400] }),
  () => ({ ...get(LIST, 'unknown'), right: [401] }),
  ({ consentId }) => ({ ...get(`/__admin/consents/${encodeURIComponent(consentId)}/explanation`), right: [200] }),
  () => ({ ...get('/__admin/requests?limit=5'), right: [200] }),
  () => ({ ...get('/nowhere'), right: [404] }),
];

const get = (path: string, token?: string): Sent => ({
  method: 'GET',
  path,
  headers: { ...INTERACTION, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
});

/**
 * Asks without a pause, in windows as long as `isOver` says: it is told how many calls and milliseconds the window has had.
 * @param heapOf What the heap of the server holds after a collection. Bytes.
 */
export async function soak(
  url: string,
  callers: readonly Caller[],
  { isOver, heapOf }: { isOver: (calls: number, milliseconds: number) => boolean; heapOf: () => Promise<number> },
): Promise<SoakOutcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const [wrong, heap]: [string[], number[]] = [[], []];
  let calls = 0;
  for (let window = 0; window <= WINDOWS; window += 1) {
    const [before, begin] = [calls, performance.now()];
    const one = async (): Promise<void> => {
      while (!isOver(calls - before, performance.now() - begin)) {
        const [caller, make] = [callers[calls % callers.length], CALLS[calls % CALLS.length]];
        if (!caller || !make) throw new TypeError('nobody to ask');
        calls += 1;
        const { right, ...sent } = make(caller);
        const { status, text } = await send(url, agent, sent);
        if (!right.includes(status)) wrong.push(`${sent.path} → ${status} ${text.slice(0, 200)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    heap.push(await heapOf());
  }
  agent.destroy();
  return { calls, wrong, heap };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** By how much the heap grew from the first half of the windows to the second, in medians. Bytes. */
export function growthOf({ heap }: SoakOutcome): { first: number; second: number } {
  const windows = heap.slice(1);
  const half = windows.length / 2;
  return { first: median(windows.slice(0, half)), second: median(windows.slice(half)) };
}
