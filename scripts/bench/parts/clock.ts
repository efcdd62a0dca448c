import { call } from '../../torture/writers.js';
import { type PartResult, spread } from '../goals.js';
import type { Target } from '../load.js';
import { arrange, ask, startFilled } from '../ours.js';
import { interleaved, ratios, spreadOf } from '../rounds.js';

const HOLDINGS = 10_000;
const ROUNDS = 3;
const CALLS = 100;
const YEARS = 10;

/** Ten years at once over everything that is scheduled, and the list before and after. */
export async function clock(): Promise<PartResult> {
  const decade = async (): Promise<{ move: number; before: number; after: number }> => {
    const settings = { answerAgain: 'false', maxConsentValidity: 'none' };
    const server = await startFilled({ store: 'memory', holdings: HOLDINGS, settings });
    try {
      const later = new Date(Date.now() + (YEARS + 2) * 366 * 86_400_000).toISOString().replace(/\.\d+/, '');
      const { target } = await arrange(server.url, { expires: later });
      const list = (): Promise<number> => timeOf(server.url, target);
      await list();
      const before = await list();
      const begin = performance.now();
      await call(server.url, 'POST', '/clocks/default/advance', { by: `P${YEARS}Y` });
      const move = performance.now() - begin;
      await list();
      return { move, before, after: await list() };
    } finally {
      await server.stop();
    }
  };
  const rounds = (await interleaved({ decade }, ROUNDS)).map((round) => round.decade);
  const moves = spreadOf(rounds.map(({ move }) => move));
  return {
    outcomes: [
      {
        measure: 'the clock moved by 10 years over 10,000 holdings with 100,000 facts',
        limit: { most: 1000 },
        unit: 'ms',
        measured: moves,
      },
      {
        measure: 'the list after that against before',
        limit: { most: 1.15 },
        unit: '×',
        measured: ratios(
          rounds,
          ({ after }) => after,
          ({ before }) => before,
        ),
      },
    ],
    table: {
      title: 'Ten years at once',
      columns: ['what', 'ms'],
      rows: [
        ['moving the clock', spread(moves)],
        ['one list before', spread(spreadOf(rounds.map(({ before }) => before)))],
        ['one list after', spread(spreadOf(rounds.map(({ after }) => after)))],
      ],
    },
  };
}

/** Of one list, one call after the other. Milliseconds. */
async function timeOf(url: string, target: Target): Promise<number> {
  const begin = performance.now();
  for (let count = 0; count < CALLS; count += 1) await ask(url, target);
  return (performance.now() - begin) / CALLS;
}
