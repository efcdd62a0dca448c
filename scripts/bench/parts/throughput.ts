import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { figure, type PartResult, spread } from '../goals.js';
import { load, type Sample, type Target, WARM_UP } from '../load.js';
import { arrange, ask, IN_TURN, startInTurn, startOurs } from '../ours.js';
import type { Server } from '../process.js';
import { interleaved, ratios, spreadOf } from '../rounds.js';
import { startSimple } from '../simple.js';

const ROUNDS = 7;
const SECONDS = 1;

/** What our server is started with, and what that shows. */
const OURS = {
  'ours, as it starts': [],
  'ours, page kept, every check': ['--answer-again', 'false'],
} as const;

const COLD = 'ours, page worked out, every check';

type Name = typeof COLD | 'bare, fixed bytes' | 'bare, JSON.stringify' | 'bare Express 5' | keyof typeof OURS;

/** Close to what Node can do: beside servers that check nothing. */
export async function throughput(folder: string): Promise<PartResult> {
  const started: Server[] = [];
  try {
    const contestants: Partial<Record<Name, () => Promise<Sample>>> = {};
    const enter = async (name: Name, server: Server, target: Target | readonly Target[]): Promise<void> => {
      started.push(server);
      await load(server, target, WARM_UP);
      contestants[name] = () => load(server, target, SECONDS);
    };
    let body = '';
    let target: Target | undefined;
    for (const [name, args] of Object.entries(OURS)) {
      const server = await startOurs(folder, ['--store', 'memory', ...args]);
      const arranged = await arrange(server.url);
      target = arranged.target;
      body = await ask(server.url, target);
      await enter(name as Name, server, target);
    }
    if (!target) throw new TypeError('nothing of ours was started');
    const cold = await startInTurn(folder, { store: 'memory', settings: { answerAgain: 'false' } });
    await enter(COLD, cold.server, cold.targets);
    const file = join(folder, 'body.json');
    await writeFile(file, body);
    const simple = {
      'bare, fixed bytes': 'fixed',
      'bare, JSON.stringify': 'stringify',
      'bare Express 5': 'express',
    } as const;
    for (const [name, kind] of Object.entries(simple)) {
      await enter(name as Name, await startSimple(kind, file), target);
    }
    return resultOf(await interleaved(contestants as Record<Name, () => Promise<Sample>>, ROUNDS), body.length);
  } finally {
    for (const server of started) await server.stop();
  }
}

type Round = Readonly<Record<Name, Sample>>;

const rateOf = (name: Name) => (round: Round) => round[name].rate;

function resultOf(rounds: readonly Round[], bytes: number): PartResult {
  const toBare = (name: Name) => ratios(rounds, rateOf(name), rateOf('bare, fixed bytes'));
  const slowest = ratios(
    rounds,
    (round) => round['ours, as it starts'].p99,
    (round) => round['bare Express 5'].p99,
  );
  const names = Object.keys(rounds[0] ?? {}) as Name[];
  return {
    outcomes: [
      {
        measure: 'GET /resources against bare node:http, as it starts',
        limit: { least: 0.5 },
        unit: '×',
        measured: toBare('ours, as it starts'),
      },
      {
        measure: 'GET /resources against bare node:http, page kept, every check',
        limit: { least: 0.33 },
        unit: '×',
        measured: toBare('ours, page kept, every check'),
      },
      {
        measure: 'p99 at 32 connections against bare Express 5',
        limit: { most: 2 },
        unit: '×',
        measured: slowest,
      },
    ],
    table: {
      title: `Throughput: 25 resources, ${figure(bytes)} bytes`,
      columns: ['server', 'requests/s', 'against bare', 'CPU µs/request', 'bare CPU against it', 'p99 ms'],
      rows: names.map((name) => [
        name,
        spread(spreadOf(rounds.map(rateOf(name)))),
        spread(toBare(name)),
        spread(spreadOf(rounds.map((round) => round[name].cpu))),
        spread(
          ratios(
            rounds,
            (round) => round['bare, fixed bytes'].cpu,
            (round) => round[name].cpu,
          ),
        ),
        spread(spreadOf(rounds.map((round) => round[name].p99))),
      ]),
      remark: `Every check: \`--answer-again false\`. Page kept: one consent asked over and over, whose page is worked out once. Page worked out: ${figure(IN_TURN)} consents in turn, each with a token of its own, more pages than are kept; no goal is set for that. Every token was seen before: what a new one costs is under "A token never seen".`,
    },
  };
}
