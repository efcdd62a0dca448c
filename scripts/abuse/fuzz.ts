import { Agent } from 'node:http';
import { Random } from '../torture/random.js';
import type { Access } from './callers.js';
import { malformed, type Sent } from './malformed.js';
import type { Operation } from './operations.js';
import { type Answered, send, tells } from './send.js';

export interface FuzzOutcome {
  readonly requests: number;
  /** How many answers had each status; 0 for none. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many of them were 504 because the machine had too much to do. */
  readonly late: number;
  /** What should not have been answered, one sentence each. */
  readonly wrong: readonly string[];
}

const AT_ONCE = 16;
/** After so many requests access is made anew: what was sent may have revoked or deleted what it rested on. */
const RENEW_EVERY = 200;
/** What would put everything back to the beginning: later requests would find nothing. */
const RESETS = /^POST \/__admin\/(reset|scenarios\/[^/]+\/load|snapshots\/[^/]+\/restore)$/;

/** Sends malformed requests to every operation: each gets an answer that is no 5xx, but for 504 when it is
 * late, and tells nothing of what is behind. */
export async function fuzz(
  url: string,
  operations: readonly Operation[],
  { requests, seed, renew }: { requests: number; seed: number; renew: () => Promise<Access> },
): Promise<FuzzOutcome> {
  const random = new Random(seed);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const statuses: Record<string, number> = {};
  const wrong: string[] = [];
  const fuzzed = operations.filter(({ method, path }) => !RESETS.test(`${method} ${path}`));
  let left = requests;
  let late = 0;
  let access = renew();
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      if (left % RENEW_EVERY === 0) access = renew();
      const sent = malformed(random, fuzzed, await access);
      const answer = await send(url, agent, sent);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      if (isLate(answer)) late += 1;
      else if (answer.status >= 500 || tells(answer))
        wrong.push(`${sentence(sent)} → ${answer.status} ${answer.text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  agent.destroy();
  return { requests, statuses, late, wrong };
}

/** What a machine with too much to do answers to anybody, in each family's words. RES-056, OTD-TOK-03. */
const isLate = ({ status, text }: Answered): boolean =>
  status === 504 && /TEMPO_ESGOTADO|O serviço não respondeu a tempo/.test(text);

const sentence = ({ method, path, headers, body }: Sent): string =>
  `${method} ${path.slice(0, 200)} ${JSON.stringify(headers).slice(0, 400)} ${body?.toString('utf8', 0, 200) ?? ''}`;
