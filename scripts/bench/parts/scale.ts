import { figure, type PartResult, spread } from '../goals.js';
import { load, type Sample } from '../load.js';
import { arrange, startFilled } from '../ours.js';
import type { Server } from '../process.js';
import { interleaved, ratios, spreadOf } from '../rounds.js';

const SIZES = [1, 1_000, 100_000] as const;
const ROUNDS = 5;
const SECONDS = 2;

/** Every check on every call, with more and more consents in the store. */
export async function scale(folder: string): Promise<PartResult> {
  const results = [
    await sizes('memory', () => 'memory'),
    await sizes('lowdb', (size) => `file:${folder}/${size}.json`),
  ];
  return {
    outcomes: results.flatMap(({ outcomes }) => outcomes),
    table: {
      title: 'Throughput with many consents, every check every time',
      columns: ['store', 'consents', 'requests/s', 'CPU µs/request'],
      rows: results.flatMap(({ rows }) => rows),
    },
  };
}

async function sizes(name: string, storeFor: (size: number) => string) {
  const started: Server[] = [];
  try {
    const contestants: Record<string, () => Promise<Sample>> = {};
    for (const size of SIZES) {
      const wanted = { store: storeFor(size), consents: size - 1, settings: { answerAgain: 'false' } };
      const server = await startFilled(wanted);
      started.push(server);
      const { target } = await arrange(server.url);
      await load(server, target, 1);
      contestants[String(size)] = () => load(server, target, SECONDS);
    }
    const rounds = await interleaved(contestants, ROUNDS);
    const one = (key: number, what: keyof Sample) => (round: Readonly<Record<string, Sample>>) =>
      round[String(key)]?.[what] ?? Number.NaN;
    return {
      outcomes: SIZES.slice(1).map((size) => ({
        measure: `${figure(size)} consents against one, ${name}`,
        limit: { least: 0.85 },
        unit: '×' as const,
        measured: ratios(rounds, one(size, 'rate'), one(1, 'rate')),
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
