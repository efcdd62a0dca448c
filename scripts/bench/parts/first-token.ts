import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type PartResult, spread } from '../goals.js';
import type { Target } from '../load.js';
import { arrange, ask, callWith, startOurs, tokenFor } from '../ours.js';
import { cpuTime, type Server } from '../process.js';
import { interleaved, ratios, spreadOf } from '../rounds.js';

const VERIFY = fileURLToPath(new URL('../contestants/verify.mjs', import.meta.url));
const KEY = fileURLToPath(new URL('../../../fixtures/keys/development-signing-key.json', import.meta.url));
const TOKENS = 2_000;
const ROUNDS = 5;
const AT_ONCE = 32;

/**
 * The first call with a token, the same call with it seen before, and the check of a signature alone: CPU of the server.
 * With every check (`--answer-again false`), so that the two calls go the same way but for the token.
 */
export async function firstToken(folder: string): Promise<PartResult> {
  const server = await startOurs(folder, ['--store', 'memory', '--answer-again', 'false']);
  try {
    const { consentId, target } = await arrange(server.url);
    const known = Array.from({ length: TOKENS }, () => target);
    const file = join(folder, 'tokens.txt');
    // The first round is for what is compiled while it runs.
    const [, ...rounds] = await interleaved(
      {
        all: async () => {
          const tokens: string[] = [];
          for (let count = 0; count < TOKENS; count += 1) tokens.push(await tokenFor(server.url, consentId));
          await writeFile(file, tokens.join('\n'));
          const calls = tokens.map(callWith);
          // Before each, the same calls with one token: both begin alike, whatever went before.
          await cpuOf(server, known);
          const first = await cpuOf(server, calls);
          await cpuOf(server, known);
          const again = await cpuOf(server, calls);
          const { stdout } = await promisify(execFile)(process.execPath, [VERIFY, file, KEY]);
          return { first, again, verify: Number(stdout) };
        },
      },
      1 + ROUNDS,
    );
    const all = rounds.map((round) => round.all);
    const of = (name: 'first' | 'again' | 'verify') => spread(spreadOf(all.map((round) => round[name])));
    return {
      outcomes: [
        {
          measure: 'first call with a token against `jwtVerify` alone and the same call with a token seen',
          limit: { most: 1.3 },
          unit: '×',
          measured: ratios(
            all,
            ({ first }) => first,
            ({ again, verify }) => again + verify,
          ),
        },
      ],
      table: {
        title: 'A token never seen',
        columns: ['what', 'CPU µs'],
        rows: [
          ['first call with a token', of('first')],
          ['the same call again', of('again')],
          ['`jwtVerify` alone', of('verify')],
        ],
      },
    };
  } finally {
    await server.stop();
  }
}

/** CPU of the server for each of some calls, several at once. Microseconds. */
async function cpuOf({ pid, url }: Server, calls: readonly Target[]): Promise<number> {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let call = calls[next++]; call; call = calls[next++]) await ask(url, call);
  };
  const before = await cpuTime(pid);
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  const after = await cpuTime(pid);
  return before === undefined || after === undefined ? Number.NaN : (after - before) / calls.length;
}
