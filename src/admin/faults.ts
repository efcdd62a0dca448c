import { validateHeaderName, validateHeaderValue } from 'node:http';
import { type Router, Router as newRouter } from 'express';
import { addDuration, isDuration } from '../core/duration.js';
import { Refusal } from '../core/errors.js';
import type { Fault, FaultAnswer, FaultMatch } from '../core/fault.js';
import { formatInstant, SECOND } from '../core/instant.js';
import { readFaults, writeFaults } from '../http/faults.js';
import { DEFAULT_CLOCK, nowOf } from '../store/clocks.js';
import { requireApi } from './api-names.js';
import { sentenceOf } from './fault-sentence.js';
import type { AdminHouse } from './house.js';

export interface NewFault {
  /** Which calls; all, when absent. */
  readonly match?: FaultMatch;
  /** One of: a status, a delay, a reset, a cut. */
  readonly answer: FaultAnswer;
  readonly times?: number;
  readonly ratio?: number;
}

/** The faults in force, in the order they are asked, with what each does in words. */
export async function getFaults({ store }: AdminHouse) {
  return (await readFaults(store)).map(faultView);
}

/** Replaces all faults; counts and draws begin anew. @throws Refusal (malformed) naming the field. */
export async function putFaults(house: AdminHouse, wanted: readonly NewFault[]) {
  const { store, wall } = house;
  const since = await nowOf(store, wall, DEFAULT_CLOCK);
  const faults = wanted.map(
    ({ match = {}, answer, times, ratio }, index): Fault => ({
      id: `fault-${index + 1}`,
      match: requireMatch(house, match, `[${index}].match`),
      answer: requireAnswer(answer, `[${index}].answer`),
      ...(times !== undefined && { times }),
      ...(ratio !== undefined && { ratio }),
      drawn: 0,
      since,
    }),
  );
  await writeFaults(store, faults);
  return faults.map(faultView);
}

export const clearFaults = ({ store }: AdminHouse): Promise<void> => writeFaults(store, []);

const faultView = (fault: Fault) => {
  const { id, match, answer, times, ratio, since } = fault;
  return {
    id,
    match,
    answer,
    ...(times !== undefined && { times }),
    ...(ratio !== undefined && { ratio }),
    since: formatInstant(since),
    explanation: sentenceOf(fault),
  };
};

export function requireMatch(house: AdminHouse, match: FaultMatch, field: string): FaultMatch {
  requireApi(house, match.api, `${field}.api`);
  const { path = '/' } = match;
  if (path.startsWith('/') && !/[?#]/.test(path)) return match;
  throw malformed(`${field}.path`, `is "${path}": expected a path from the root, without a query`);
}

/** The longest a call may be kept waiting. Milliseconds. */
const LONGEST_DELAY = 60 * SECOND;
const KINDS = ['status', 'delay', 'reset', 'truncate'] as const;

function requireAnswer(answer: FaultAnswer, field: string): FaultAnswer {
  const kinds = KINDS.filter((kind) => kind in answer);
  if (kinds.length !== 1) throw malformed(field, `must have exactly one of ${KINDS.join(', ')}`);
  if ('delay' in answer) requireDelay(answer.delay, `${field}.delay`);
  if ('status' in answer) requireHeaders(answer.headers ?? {}, `${field}.headers`);
  else if ('headers' in answer || 'body' in answer) throw malformed(field, 'takes headers and body with a status only');
  return answer;
}

function requireDelay(delay: string, field: string): void {
  const length = isDuration(delay) ? addDuration(0, delay) : -1;
  if (length < 0 || length > LONGEST_DELAY)
    throw malformed(field, `is "${delay}": expected a duration from PT0S to PT60S, such as PT0.5S`);
}

/** What frames a message is ours to say: a wrong frame is what `truncate` and `reset` are for. */
const FRAMING = ['content-length', 'transfer-encoding', 'connection'];

function requireHeaders(headers: Readonly<Record<string, string>>, field: string): void {
  for (const [name, value] of Object.entries(headers)) {
    if (FRAMING.includes(name.toLowerCase())) throw malformed(`${field}.${name}`, 'may not be set');
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw malformed(`${field}.${name}`, 'cannot be sent as a header');
    }
  }
}

const malformed = (field: string, complaint: string): Refusal =>
  new Refusal('malformed', `${field} ${complaint}`, { field });

export function faultRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/faults', async (_req, res) => void res.json(await getFaults(house)));
  router.put('/faults', async (req, res) => void res.json(await putFaults(house, req.body)));
  router.delete('/faults', async (_req, res) => {
    await clearFaults(house);
    res.status(204).end();
  });
  return router;
}
