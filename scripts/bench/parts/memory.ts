import { join } from 'node:path';
import { figure, type PartResult } from '../goals.js';
import { load } from '../load.js';
import { IN_TURN, startInTurn, startOurs } from '../ours.js';
import { freePort, residentMemory, type Server } from '../process.js';
import { spreadOf } from '../rounds.js';

const REQUESTS = 200_000;
/** As many again: what is flat then has stayed so. */
const LAST = 2 * REQUESTS;
const STEP = 2;
/** Points looked at before and after the one a figure is for: a collection moves each by some megabytes. */
const AROUND = 3;

interface Point {
  readonly requests: number;
  readonly memory: number;
}

/** On a file, with the default journal, half of the calls the same and half with other consents: memory after many requests, and whether it still grows. */
export async function memory(folder: string): Promise<PartResult> {
  const store = `file:${join(folder, 'data.json')}`;
  // Tokens name the address they were issued at.
  const port = String(await freePort());
  const { server: filler, targets } = await startInTurn(folder, { store, settings: { port } });
  await filler.stop();
  // Started as users start it, on what is there: what filling the store took is not measured.
  const server = await startOurs(folder, ['--store', store, '--port', port]);
  const [one] = targets;
  // The same and another by turns, in one stretch of load: both halves of the run see both.
  const calls = targets.flatMap((target) => (one ? [one, target] : []));
  try {
    const points: Point[] = [];
    for (let requests = 0; requests < LAST; ) {
      const { rate } = await load(server, calls, STEP);
      requests += Math.round(rate * STEP);
      points.push({ requests, memory: await memoryOf(server) });
    }
    return resultOf(points);
  } finally {
    await server.stop();
  }
}

const memoryOf = async ({ pid }: Server): Promise<number> => (await residentMemory(pid)) ?? Number.NaN;

function resultOf(points: readonly Point[]): PartResult {
  const memory = points.map((point) => point.memory);
  const reached = points.findIndex(({ requests }) => requests >= REQUESTS);
  const then = spreadOf(memory.slice(Math.max(0, reached - AROUND), reached + AROUND + 1));
  const growth = spreadOf(memory.slice(-2 * AROUND).map((last) => last / then.median));
  const step = Math.max(1, Math.floor(points.length / 8));
  return {
    outcomes: [
      {
        measure: 'resident memory after 200,000 requests, file store',
        limit: { most: 150 },
        unit: 'MB',
        measured: then,
      },
      {
        measure: 'the same after twice as many requests: flat',
        limit: { most: 1.1 },
        unit: '×',
        measured: growth,
      },
    ],
    table: {
      title: 'Memory under load',
      columns: ['requests', 'resident MB'],
      rows: points
        .filter((_, index) => index % step === 0 || index === points.length - 1)
        .map((point) => [figure(point.requests), figure(point.memory)]),
      remark: `Every other call is the same one; those between go round ${figure(IN_TURN)} consents, each with a token of its own.`,
    },
  };
}
