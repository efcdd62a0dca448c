import type { RequestHandler, Response } from 'express';
import type { Api, Dialect } from '../core/api.js';
import { afterRealTime } from '../core/clock.js';
import { addDuration } from '../core/duration.js';
import { type Call, type Fault, type FaultAnswer, reaches, strike } from '../core/fault.js';
import { Glance } from '../store/glance.js';
import { collection, type Reader, type Store } from '../store/store.js';
import { forgetAhead, notesOf, readerOf } from './notes.js';

const FAULTS = collection<{ readonly faults: readonly Fault[] }>('faults');
/** All faults are one document: a call without faults pays for one look-up, and a strike is one transaction. */
const ALL = 'all';

export async function readFaults(reader: Reader): Promise<readonly Fault[]> {
  return (await reader.get(FAULTS, ALL))?.value.faults ?? [];
}

export const writeFaults = (store: Store, faults: readonly Fault[]): Promise<void> =>
  store.transaction((tx) => tx.put(FAULTS, ALL, { faults }));

/** Before any check of the caller: what was arranged for this call goes wrong. */
export function faults<A extends Api>(
  { store, strict }: { readonly store: Store; readonly strict: boolean },
  dialect: Dialect<A>,
  api: A,
): RequestHandler {
  const glance = new Glance(store, readFaults);
  return async (req, res, next) => {
    const kept = glance.last()?.value ?? (await glance.read(readerOf(res, store)));
    if (kept.length === 0) return next();
    const [path = ''] = req.originalUrl.split('?', 1);
    const call = { api: api.name, isAside: api.isAside === true, method: req.method, path };
    if (!kept.some((fault) => reaches(fault, call))) return next();
    forgetAhead(res);
    const caller = await dialect.callerOf(req);
    const fault = await struckBy(store, { ...call, consentId: caller.consentId });
    if (!fault) return next();
    Object.assign(notesOf(res), caller, { fault: fault.id });
    if (!strict) res.setHeader('x-transmissora-fault', fault.id);
    if (isBare(fault.answer)) next(dialect.errorOf(fault.answer.status, fault.answer.headers ?? {}, api, req));
    else inject(fault.answer, res, next);
  };
}

/** Draws and counts in one transaction, so that no fault strikes more often than it may, on however many instances. */
async function struckBy(
  store: Store,
  call: Call & { readonly consentId?: string | undefined },
): Promise<Fault | undefined> {
  const kept = await readFaults(store);
  const now = strike(kept, call);
  if (now.left.every((fault, index) => fault === kept[index]) && now.left.length === kept.length) return now.fault;
  return store.transaction(async (tx) => {
    const { fault, left } = strike(await readFaults(tx), call);
    await tx.put(FAULTS, ALL, { faults: left });
    return fault;
  });
}

/** An error without a body of its own gets the family's. */
const isBare = (answer: FaultAnswer): answer is Extract<FaultAnswer, { status: number }> =>
  'status' in answer && answer.status >= 400 && answer.body === undefined;

function inject(answer: FaultAnswer, res: Response, next: () => void): void {
  if ('delay' in answer) delay(res, addDuration(0, answer.delay), next);
  else if ('reset' in answer) reset(res);
  else if ('truncate' in answer) {
    truncate(res, answer.truncate);
    next();
  } else respond(res, answer);
}

function respond(res: Response, { status, headers = {}, body }: Extract<FaultAnswer, { status: number }>): void {
  res.status(status);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (body === undefined) res.end();
  else if (typeof body !== 'string') res.json(body);
  else {
    notesOf(res).responseBody = body;
    // Beside a text, Node would write the headers in its encoding.
    res.end(Buffer.from(body));
  }
}

/** A caller who leaves meanwhile takes the rest of the call along. */
function delay(res: Response, milliseconds: number, next: () => void): void {
  const timer = afterRealTime(milliseconds, next);
  res.once('close', () => timer.cancel());
}

/** TLS has no reset of its own: there the connection is just gone. */
function reset({ req: { socket } }: Response): void {
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}

/** Announces the whole body, sends its first bytes, and closes the connection. */
function truncate(res: Response, bytes: number): void {
  const { socket } = res.req;
  const end = res.end.bind(res) as (...args: unknown[]) => Response;
  res.end = ((chunk: unknown, ...rest: unknown[]) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return end(chunk, ...rest);
    const whole = Buffer.from(chunk);
    if (whole.length <= bytes) return end(whole);
    if (!res.hasHeader('content-length')) res.setHeader('content-length', whole.length);
    res.once('finish', () => socket.destroySoon());
    return end(whole.subarray(0, bytes));
  }) as typeof res.end;
}
