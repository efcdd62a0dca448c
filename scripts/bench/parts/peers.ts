import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PartResult, spread } from '../goals.js';
import { PEERS } from '../installed.js';
import { load, type Sample, type Target, WARM_UP } from '../load.js';
import { arrange, ask, startOurs } from '../ours.js';
import { type Peer, peers } from '../peers.js';
import { type Server, startServer } from '../process.js';
import { interleaved, ratios, spreadOf } from '../rounds.js';
import { startSimple } from '../simple.js';

const ROUNDS = 5;
const SECONDS = 1;
const OURS = { 'as it starts': [], 'page kept, every check': ['--answer-again', 'false'] } as const;

/** What the machine lets anybody do. */
const BARE = 'bare, fixed bytes';

type Name = Peer | typeof BARE | keyof typeof OURS;
type Round = Readonly<Record<Name, Sample>>;

/** Beside the other mocks a user would pick, each as it is fastest. */
export async function besidePeers(folder: string): Promise<PartResult> {
  await PEERS.install();
  const started: Server[] = [];
  const contestants: Partial<Record<Name, () => Promise<Sample>>> = {};
  const enter = async (name: Name, server: Server, target: Target): Promise<void> => {
    await load(server, target, WARM_UP);
    contestants[name] = () => load(server, target, SECONDS);
  };
  try {
    let [body, headers]: [string, Target['headers']] = ['', {}];
    for (const [name, args] of Object.entries(OURS)) {
      const server = await startOurs(folder, ['--store', 'memory', ...args]);
      started.push(server);
      const { target } = await arrange(server.url);
      headers = target.headers;
      body = await ask(server.url, target);
      await enter(name as Name, server, target);
    }
    const file = join(folder, 'body.json');
    await writeFile(file, body);
    const bare = await startSimple('fixed', file);
    started.push(bare);
    await enter(BARE, bare, { path: '/', headers });
    for (const [name, prepare] of Object.entries(await peers(folder, body))) {
      const { command, path } = await prepare();
      const server = await startServer(command);
      started.push(server);
      await enter(name as Name, server, { path, headers });
    }
    return resultOf(await interleaved(contestants as Record<Name, () => Promise<Sample>>, ROUNDS));
  } finally {
    for (const server of started) await server.stop();
  }
}

function resultOf(rounds: readonly Round[]): PartResult {
  const names = Object.keys(rounds[0] ?? {}) as Name[];
  const others = names.filter((name): name is Peer => !(name in OURS) && name !== BARE);
  const over = (peer: Name, one: Name) =>
    ratios(
      rounds,
      (round) => round[one].rate,
      (round) => round[peer].rate,
    );
  return {
    outcomes: others.flatMap((peer) => [
      {
        measure: `against ${peer}, as it starts`,
        limit: { least: 6 },
        unit: '×',
        measured: over(peer, 'as it starts'),
        bare: over(peer, BARE),
      } as const,
      {
        measure: `against ${peer}, page kept, every check`,
        limit: { least: 3 },
        unit: '×',
        measured: over(peer, 'page kept, every check'),
        bare: over(peer, BARE),
      } as const,
    ]),
    table: {
      title: 'Beside other mocks',
      columns: ['server', 'requests/s', 'bare against it', 'CPU µs/request', 'p99 ms'],
      rows: names.map((name) => [
        name in OURS ? `ours, ${name}` : name,
        spread(spreadOf(rounds.map((round) => round[name].rate))),
        spread(over(name, BARE)),
        // Prism answers from a process below the one that was started.
        name === 'Prism' ? '—' : spread(spreadOf(rounds.map((round) => round[name].cpu))),
        spread(spreadOf(rounds.map((round) => round[name].p99))),
      ]),
    },
  };
}
