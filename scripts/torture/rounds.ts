import { Ledger } from './ledger.js';
import { Random } from './random.js';
import type { Transmitter } from './transmitter.js';
import { call, createCustomer, readAll, writeUntilGone } from './writers.js';

export interface Outcome {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Writes sent whose answer never came: both outcomes are right. */
  readonly unknownFate: number;
  /** What was acknowledged and is not there, one sentence each. */
  readonly wrong: readonly string[];
  /** Milliseconds from the command to the first answer, of every start. */
  readonly startTimes: readonly number[];
}

const WRITERS = 4;
/** How many writes are acknowledged before the process is killed, both included. */
const LIFE: readonly [number, number] = [1, 30];
/** The world begins anew after so many rounds, so that late rounds are as quick as early ones. */
const ROUNDS_PER_WORLD = 20;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Until so many more writes are acknowledged, or nobody writes any more. */
async function acknowledgements(ledger: Ledger, count: number, writing: Promise<unknown>): Promise<void> {
  const wanted = ledger.acknowledged + count;
  let isOver = false;
  const over = writing.finally(() => {
    isOver = true;
  });
  const reached = async (): Promise<void> => {
    while (ledger.acknowledged < wanted && !isOver) await pause(1);
  };
  await Promise.race([over, reached()]);
}

/** Starts, checks what was acknowledged before, writes, kills: again and again. */
export async function torture(
  start: () => Promise<Transmitter>,
  { rounds, seed, told = () => undefined }: { rounds: number; seed: number; told?: (round: number) => void },
): Promise<Outcome> {
  const [random, ledger] = [new Random(seed), new Ledger()];
  const [wrong, startTimes]: [string[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    const server = await start();
    startTimes.push(server.startTime);
    if (round > 0) wrong.push(...ledger.compare(await readAll(server.url)).map((what) => `round ${round}: ${what}`));
    if (round === rounds) {
      const code = await server.stop('SIGTERM');
      if (code !== 0) wrong.push(`SIGTERM ended it with ${code}`);
      break;
    }
    if (round % ROUNDS_PER_WORLD === 0) {
      await call(server.url, 'POST', '/reset');
      ledger.clear();
      await createCustomer(server.url);
    }
    const names = Array.from({ length: WRITERS }, (_, index) => `w${round}-${index}`);
    const writing = Promise.all(
      names.map((name) => writeUntilGone(server.url, name, new Random(random.whole(0, 2 ** 31)), ledger)),
    );
    await acknowledgements(ledger, random.whole(...LIFE), writing);
    await server.stop('SIGKILL');
    await writing;
    told(round + 1);
  }
  const { acknowledged, unknownFate } = ledger;
  return { rounds, acknowledged, unknownFate, wrong, startTimes };
}
