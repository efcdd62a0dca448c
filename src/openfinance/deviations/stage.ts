import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from '../../core/api.js';
import { reaches } from '../../core/fault.js';
import { forgetAhead, notesOf, readerOf } from '../../http/notes.js';
import { Glance } from '../../store/glance.js';
import type { Store } from '../../store/store.js';
import type { ConsentCase } from '../consents/case.js';
import { DEVIATIONS_BY_ID } from './catalogue.js';
import type { Answer, Deviation, Heard, Kept } from './deviation.js';
import { countCall, readDeviations, spend } from './kept.js';

interface House {
  readonly store: Store;
  readonly strict: boolean;
}

/** What is bent on one call. */
interface Bending {
  readonly house: House;
  readonly on: readonly Active[];
  /** As they came, whatever the stages between make of them. */
  readonly headers: Request['headers'];
  subject?: ConsentCase;
  readonly done: Set<string>;
}

interface Active {
  readonly kept: Kept;
  readonly row: Deviation;
}

const KEY = 'bending';
const bendingOf = (res: Response): Bending | undefined => res.locals[KEY] as Bending | undefined;

/** Before any check of the caller: the request is bent here; what is to be bent later is noted. */
export function deviations(
  house: House,
  api: { readonly name: string },
  callerOf: (req: Request) => Promise<Caller>,
): RequestHandler {
  const glance = new Glance(house.store, readDeviations);
  return async (req, res, next) => {
    const kept = glance.last()?.value ?? (await glance.read(readerOf(res, house.store)));
    if (kept.length === 0) return next();
    const on = await activeOn(kept, req, api, callerOf);
    if (on.length === 0) return next();
    forgetAhead(res);
    const bending: Bending = { house, on, headers: req.headers, done: new Set() };
    res.locals[KEY] = bending;
    notesOf(res).mayBend = true;
    for (const active of on) {
      if (active.row.request && (await mayBend(bending, active)) && active.row.request(req)) note(res, bending, active);
    }
    bendAnswers(res, bending);
    next();
  };
}

/** The consent's facts as the rules shall see them. */
export async function bentFacts(res: Response, subject: ConsentCase): Promise<ConsentCase> {
  const bending = bendingOf(res);
  if (!bending) return subject;
  let seen = subject;
  for (const active of bending.on) {
    const bent = active.row.facts?.(seen) ?? seen;
    if (bent === seen || !(await mayBend(bending, active))) continue;
    note(res, bending, active);
    seen = bent;
  }
  bending.subject = seen;
  return seen;
}

async function activeOn(
  kept: readonly Kept[],
  req: Request,
  api: { readonly name: string },
  callerOf: (req: Request) => Promise<Caller>,
): Promise<readonly Active[]> {
  const [path = ''] = req.originalUrl.split('?', 1);
  // A deviation names what it bends by itself: none is put for "whatever there is".
  const call = { api: api.name, isAside: false, method: req.method, path };
  const reaching = kept.flatMap((one) => {
    const row = DEVIATIONS_BY_ID.get(one.id);
    return row && reaches(one, call) && reaches({ match: row.scope }, call) ? [{ kept: one, row }] : [];
  });
  if (reaching.every((one) => one.kept.match.consentId === undefined)) return reaching;
  const { consentId } = await callerOf(req);
  return reaching.filter((one) => (one.kept.match.consentId ?? consentId) === consentId);
}

/** Whether it may bend this call; what was bent once on a call goes on being bent. */
async function mayBend({ house, subject, done }: Bending, { kept, row }: Active): Promise<boolean> {
  if (done.has(row.id)) return true;
  if (row.after !== undefined) {
    const calls = await countCall(house.store, row.id, subject?.consent.consentId ?? '');
    if (calls < row.after) return false;
  }
  return spend(house.store, kept);
}

function note(res: Response, { house, done }: Bending, { row }: Active): void {
  done.add(row.id);
  const ids = [...done].join(', ');
  notesOf(res).deviation = ids;
  if (!house.strict && !res.headersSent) res.setHeader('x-transmissora-deviation', ids);
}

/** Holds the finished answer back until it is bent. */
function bendAnswers(res: Response, bending: Bending): void {
  const [json, end] = [res.json.bind(res), res.end.bind(res) as (...args: unknown[]) => Response];
  const restore = (): void => void Object.assign(res, { json, end });
  res.json = (body: unknown) => {
    restore();
    if (!res.hasHeader('content-type')) res.setHeader('content-type', 'application/json');
    void send(res, bending, body);
    return res;
  };
  res.end = ((...args: unknown[]) => {
    restore();
    if (typeof args[0] === 'string' || args[0] instanceof Uint8Array) return end(...args);
    void send(res, bending, undefined);
    return res;
  }) as typeof res.end;
}

async function send(res: Response, bending: Bending, body: unknown): Promise<void> {
  const headers = Object.fromEntries(Object.entries(res.getHeaders()).map(([name, value]) => [name, String(value)]));
  const finished: Answer = {
    status: res.statusCode,
    headers: { ...headers, date: '' },
    ...(body !== undefined && { body }),
  };
  const heard = heardFrom(res, bending);
  let answer = finished;
  for (const active of bending.on) {
    const bent = active.row.answer?.(answer, heard) ?? answer;
    if (bent === answer || !(await mayBend(bending, active))) continue;
    note(res, bending, active);
    answer = bent;
  }
  if (res.headersSent) return;
  if (answer !== finished) apply(res, finished, answer);
  respond(res, answer.body);
}

function heardFrom({ req }: Response, { subject, headers }: Bending): Heard {
  const [path = '', query = ''] = req.originalUrl.split('?');
  return {
    method: req.method,
    path,
    query: new URLSearchParams(query),
    headers,
    ...(subject && { subject }),
  };
}

function apply(res: Response, before: Answer, { status, headers }: Answer): void {
  res.status(status);
  for (const name of Object.keys(before.headers)) if (!(name in headers)) res.removeHeader(name);
  for (const [name, value] of Object.entries(headers)) {
    if (name !== 'date' && before.headers[name] !== value) res.setHeader(name, value);
  }
  if (!('date' in headers)) res.sendDate = false;
}

function respond(res: Response, body: unknown): void {
  if (body === undefined) res.end();
  else if (typeof body !== 'string') res.json(body);
  else {
    notesOf(res).responseBody = body;
    res.setHeader('content-length', Buffer.byteLength(body));
    res.end(body);
  }
}
