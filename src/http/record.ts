import type { Request, RequestHandler, Response } from 'express';
import type { Api } from '../core/api.js';
import { readClock, type WallClock } from '../core/clock.js';
import { isOnTemplate } from '../core/path-template.js';
import { traceIdIn } from '../core/trace.js';
import { CLOCKS, DEFAULT_CLOCK } from '../store/clocks.js';
import { Glance } from '../store/glance.js';
import type { Store } from '../store/store.js';
import type { Journal, NewExchange } from './journal.js';
import { type Notes, readerOf, startNotes } from './notes.js';
import { redactBody, redactHeaders, redactQuery } from './redact.js';
import { tlsFactsOf } from './tls-facts.js';

export interface Recorder {
  readonly journal: Journal;
  readonly wall: WallClock;
  readonly store: Store;
  /** Told of every exchange as it is answered, with the operation it was. */
  readonly answered?: (exchange: NewExchange, operation: string) => void;
}

/** An exchange being written down: on every call, so what is there is put in rather than spread. */
type Draft = { -readonly [Name in keyof NewExchange]: NewExchange[Name] };

/** Which operation a call is, for whoever counts; anything that is none of them counts as one. */
const OTHER = 'other';

/** First stage of every official call: starts the notes, and writes the exchange down as it is answered. */
export function record(
  recorder: Recorder,
  api: string,
  operationOf: (method: string, path: string) => string = () => OTHER,
): RequestHandler {
  const { journal, wall, store, answered } = recorder;
  const clock = new Glance(store, async (reader) => (await reader.get(CLOCKS, DEFAULT_CLOCK))?.value);
  return async (req, res, next) => {
    const startedAt = wall.monotonic();
    // While the store is away nobody knows the time on its clocks; whoever needs the store next says that it is.
    const known = clock.last() ?? { value: await clock.read(readerOf(res, store)).catch(() => undefined) };
    const notes = startNotes(res, readClock(known.value, wall.now()));
    answerJson(res, notes);
    // As they came, whatever is made of them on the way.
    const { headers, socket } = req;
    const tls = tlsFactsOf(socket);
    let isWritten = false;
    const write = (status: number): void => {
      isWritten = true;
      const [path, query] = splitUrl(req.originalUrl);
      const requestBody = withinReason(notes.requestBody ?? req.body, req);
      const traceId = traceIdIn(req.headers['traceparent'] as string | undefined);
      const exchange: Draft = {
        at: notes.now,
        wallAt: wall.now(),
        api,
        method: req.method,
        path,
        query: redactQuery(query),
        requestHeaders: notes.requestHeaders ?? redactHeaders(headers, notes.credential),
        status,
        responseHeaders: notes.responseHeaders ?? redactHeaders(res.getHeaders()),
        durationMs: wall.monotonic() - startedAt,
      };
      if (requestBody !== undefined) exchange.requestBody = redactBody(requestBody);
      if (notes.responseBody !== undefined) exchange.responseBody = redactBody(notes.responseBody);
      if (notes.clientId !== undefined) exchange.clientId = notes.clientId;
      if (notes.consentId !== undefined) exchange.consentId = notes.consentId;
      if (notes.grant !== undefined) exchange.grant = notes.grant;
      if (notes.rule !== undefined) exchange.rule = notes.rule;
      if (notes.fault !== undefined) exchange.fault = notes.fault;
      if (notes.deviation !== undefined) exchange.deviation = notes.deviation;
      if (traceId !== undefined) exchange.traceId = traceId;
      if (tls) exchange.tls = tls;
      journal.append(exchange);
      answered?.(exchange, operationOf(req.method, path));
    };
    const end = res.end.bind(res) as (...args: unknown[]) => Response;
    res.end = ((...args: unknown[]) => {
      res.end = end as typeof res.end;
      if (!isWritten) write(res.statusCode);
      return end(...args);
    }) as typeof res.end;
    // A connection that ended first, the caller's doing or an injected fault's, leaves an exchange without answer.
    res.once('close', () => isWritten || write(0));
    next();
  };
}

/** The operation of an API that a call is, by its template; what the API has no operation for is `other`. */
export const operationIn =
  ({ basePath, operations }: Api) =>
  (method: string, path: string): string => {
    const below = path.slice(basePath.length);
    const operation = operations.find((each) => each.method === method && isOnTemplate(each.path, below));
    return operation ? `${basePath}${operation.path}` : OTHER;
  };

/**
 * Answers JSON with exactly the content type set, `application/json` by default: Express would add a charset where the
 * official documents have none (RES-067).
 */
function answerJson(res: Response, notes: Notes): void {
  res.json = (body: unknown) => {
    if (res.headersSent) return res;
    notes.responseBody = body;
    if (!res.hasHeader('content-type')) res.setHeader('content-type', 'application/json');
    const { written } = notes;
    const json = written && written.body === body ? written.bytes : JSON.stringify(body);
    const length = Buffer.byteLength(json);
    res.setHeader('content-length', length);
    // Node writes the headers in the encoding of a text beside them: Latin-1, as with bytes. In ASCII the text is the same.
    if (typeof json === 'string' && length === json.length) res.end(json, 'latin1');
    else res.end(typeof json === 'string' ? Buffer.from(json) : json);
    return res;
  };
}

/** The most of a request's body that is written down. Bytes: a receiver's own are a few hundred. */
const MOST_BODY = 64 * 1024;

/** The journal is bounded in exchanges; this bounds them, so that what callers send cannot fill the memory. */
function withinReason(body: unknown, { headers }: Request): unknown {
  if (body === undefined) return undefined;
  const { 'content-length': length, 'content-encoding': encoding = 'identity' } = headers;
  const isPlain = length !== undefined && encoding === 'identity';
  const size = isPlain ? Number(length) : Buffer.byteLength(JSON.stringify(body) ?? '');
  return size > MOST_BODY ? `[${size} bytes, more than the journal keeps]` : body;
}

function splitUrl(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}
