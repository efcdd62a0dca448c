import { Agent } from 'node:http';
import { Random } from '../torture/random.js';
import { malformed, type Sent } from './malformed.js';
import type { Operation } from './operations.js';
import { type Answered, send, tells } from './send.js';

export interface FuzzOutcome {
  readonly requests: number;
  /** How many answers had each status; 0 for none. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What should not have been answered, one sentence each. */
  readonly wrong: readonly string[];
}

const AT_ONCE = 16;

/** Sends malformed requests to every operation: each gets an answer that is no 5xx, but for 504 when it is
 * late, and tells nothing of what is behind. */
export async function fuzz(
  url: string,
  operations: readonly Operation[],
  { requests, seed, tokens }: { requests: number; seed: number; tokens: readonly string[] },
): Promise<FuzzOutcome> {
  const random = new Random(seed);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const statuses: Record<string, number> = {};
  const wrong: string[] = [];
  let left = requests;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const sent = malformed(random, operations, tokens);
      const answer = await send(url, agent, sent);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      if ((answer.status >= 500 && !isLate(answer)) || tells(answer))
        wrong.push(`${sentence(sent)} → ${answer.status} ${answer.text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  agent.destroy();
  return { requests, statuses, wrong };
}

/** What a machine with too much to do answers to anybody. RES-056. */
const isLate = ({ status, text }: Answered): boolean => status === 504 && text.includes('TEMPO_ESGOTADO');

const sentence = ({ method, path, headers, body }: Sent): string =>
  `${method} ${path.slice(0, 200)} ${JSON.stringify(headers).slice(0, 400)} ${body?.toString('utf8', 0, 200) ?? ''}`;
