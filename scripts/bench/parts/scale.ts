import { figure, type PartResult, spread } from '../goals.js';
import { load, type Sample, WARM_UP } from '../load.js';
import { IN_TURN, startInTurn } from '../ours.js';
import type { Server } from '../process.js';
import { interleaved, ratios, spreadOf } from '../rounds.js';

const SIZES = [IN_TURN, 100_000] as const;
const ROUNDS = 5;
const SECONDS = 1;

/** Every check on every call, with more and more consents in the store, asked in turn. */
export async function scale(folder: string): Promise<PartResult> {
  const results = [
    await sizes(folder, 'memory', () => 'memory'),
    await sizes(folder, 'lowdb', (size) => `file:${folder}/${size}.json`),
  ];
  return {
    outcomes: results.flatMap(({ outcomes }) => outcomes),
    table: {
      title: 'Throughput with many consents, every check every time',
      columns: ['store', 'consents', 'requests/s', 'CPU µs/request'],
      rows: results.flatMap(({ rows }) => rows),
      remark: `${figure(IN_TURN)} of the consents are asked in turn, each with a token of its own seen before, and every page is worked out: with fewer, pages would be kept.`,
    },
  };
}

async function sizes(folder: string, name: string, storeFor: (size: number) => string) {
  const started: Server[] = [];
  try {
    const contestants: Record<string, () => Promise<Sample>> = {};
    for (const size of SIZES) {
      const wanted = { store: storeFor(size), consents: size, settings: { answerAgain: 'false' } };
      const { server, targets } = await startInTurn(folder, wanted);
      started.push(server);
      await load(server, targets, WARM_UP);
      contestants[String(size)] = () => load(server, targets, SECONDS);
    }
    const rounds = await interleaved(contestants, ROUNDS);
    const one = (key: number, what: keyof Sample) => (round: Readonly<Record<string, Sample>>) =>
      round[String(key)]?.[what] ?? Number.NaN;
    return {
      outcomes: SIZES.slice(1).map((size) => ({
        measure: `${figure(size)} consents against ${figure(IN_TURN)}, asked in turn, ${name}`,
        limit: { least: 0.85 },
        unit: '×' as const,
        measured: ratios(rounds, one(size, 'rate'), one(IN_TURN, 'rate')),
      })),
      rows: SIZES.map((size) => [
        name,
        figure(size),
        spread(spreadOf(rounds.map(one(size, 'rate')))),
        spread(spreadOf(rounds.map(one(size, 'cpu')))),
      ]),
    };
  } finally {
    for (const server of started) await server.stop();
  }
}
