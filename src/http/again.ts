import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { Correlation } from '../core/api.js';
import { readClock, type WallClock } from '../core/clock.js';
import { type Instant, SECOND } from '../core/instant.js';
import type { Store } from '../store/store.js';
import { type Lasting, type Notes, notesOf, type Written } from './notes.js';
import { redactHeaders } from './redact.js';

/** A whole answer, with everything that decided it. */
interface Remembered extends Lasting {
  readonly revision: number;
  /** But for the correlation id: names and values by turns. */
  readonly headers: readonly string[];
  readonly told: { readonly [Name in 'clientId' | 'consentId' | 'grant']: Notes[Name] | undefined };
  /** Headers as the journal keeps them. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** The body of the second it was last answered in. */
  latest: Written & { readonly second: number };
}

/** A request as it came, and what was remembered for it. */
interface Asked {
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly known: Remembered;
}

/** What is remembered at most, and what an answer holds beside its key and its texts: headers, objects. Bytes. */
const MAX_BYTES = 12 * 1024 * 1024;
const BESIDE = 3 * 1024;

/**
 * Gives again, without the stages below, an answer that they would give word for word: the same request but for its
 * correlation id, an unchanged store, a time in which nothing changes by itself, credentials that are still good. What
 * decides an answer is all in the key, in the store's revision, or in these times (decision 0032).
 */
export function answerAgain(
  { store, wall }: { readonly store: Store; readonly wall: WallClock },
  correlation: Correlation,
): RequestHandler {
  const answers = new LRUCache<string, Remembered>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ latest }, key) => key.length + 2 * latest.bytes.length + BESIDE,
  });
  /** The last request on each connection that was answered so: nearly always it comes again, and no key need be made. */
  const lastGiven = new WeakMap<Socket, Asked>();
  const { header } = correlation;
  /** Whether it was still good, and is given. */
  const given = (known: Remembered, req: Request, res: Response): boolean => {
    const id = req.headers[header];
    if (known.revision !== store.revision || typeof id !== 'string' || !correlation.isValid(id)) return false;
    const real = wall.now();
    const now = readClock(known.clock, real);
    const isCurrent = known.credentialsFrom <= real && real < known.credentialsUntil;
    if (!isCurrent || now < known.from || now >= known.until) return false;
    giveAgain(res, known, now, [header, id]);
    return true;
  };
  return (req, res, next) => {
    const { revision } = store;
    if (revision === undefined) return next();
    const last = lastGiven.get(req.socket);
    if (last && last.known.revision !== revision) lastGiven.delete(req.socket);
    else if (last && isSame(last, req, header) && given(last.known, req, res)) return;
    const key = keyOf(req, header);
    if (key === undefined) return next();
    const known = answers.get(key);
    if (known && given(known, req, res)) {
      lastGiven.set(req.socket, { url: req.originalUrl, rawHeaders: req.rawHeaders, known });
      return;
    }
    // As they came: further on, the validator is shown others.
    const { headers } = req;
    res.once('finish', () => {
      // What was written meanwhile, this call's own doing too, may have changed the answer.
      if (store.revision === revision) remember(answers, key, headers, res, revision, header);
    });
    next();
  };
}

/** Everything a request without a body says, but for its correlation id; `undefined` where more decides the answer. */
function keyOf({ method, originalUrl, rawHeaders, headers, socket }: Request, varying: string): string | undefined {
  if (method !== 'GET' || 'content-length' in headers || 'transfer-encoding' in headers) return undefined;
  // On a connection with certificates, the certificate decides too.
  if (socket instanceof TLSSocket) return undefined;
  let key = originalUrl;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    key += isNamed(name, varying) ? '\n' : `\n${name}:${rawHeaders[index + 1]}`;
  }
  return key;
}

/** Whether a request says what one of this connection said before, a key's worth, but for its correlation id. */
function isSame({ url, rawHeaders }: Asked, req: Request, varying: string): boolean {
  const { rawHeaders: these } = req;
  if (req.method !== 'GET' || req.originalUrl !== url || these.length !== rawHeaders.length) return false;
  for (let index = 0; index < these.length; index += 2) {
    const name = these[index] ?? '';
    if (name !== rawHeaders[index]) return false;
    if (!isNamed(name, varying) && these[index + 1] !== rawHeaders[index + 1]) return false;
  }
  return true;
}

/** Whether a header, as it was spelt, is the one of that name in lower case. */
const isNamed = (spelt: string, name: string): boolean => spelt.length === name.length && spelt.toLowerCase() === name;

function giveAgain(res: Response, known: Remembered, now: Instant, [header, id]: readonly [string, string]): void {
  const second = Math.floor(now / SECOND);
  if (known.latest.second !== second) known.latest = latestOf(known, now);
  const { body, bytes } = known.latest;
  const { told, requestHeaders, responseHeaders } = known;
  const notes = notesOf(res);
  notes.now = now;
  notes.responseBody = body;
  notes.requestHeaders = { ...requestHeaders, [header]: id };
  notes.responseHeaders = { ...responseHeaders, [header]: id };
  if (told.clientId !== undefined) notes.clientId = told.clientId;
  if (told.consentId !== undefined) notes.consentId = told.consentId;
  if (told.grant !== undefined) notes.grant = told.grant;
  res.writeHead(200, [...known.headers, header, id]);
  res.end(bytes);
}

const latestOf = ({ at }: Lasting, now: Instant): Remembered['latest'] => {
  const { body, bytes } = at(now);
  return { second: Math.floor(now / SECOND), body, bytes };
};

/** Only what came out as the family meant it: nothing that a fault or a deviation had a hand in, or may have. */
function remember(
  answers: LRUCache<string, Remembered>,
  key: string,
  asked: IncomingHttpHeaders,
  res: Response,
  revision: number,
  varying: string,
): void {
  const { lasting, fault, mayBend, clientId, consentId, grant, credential, now } = notesOf(res);
  if (!lasting || res.statusCode !== 200 || fault !== undefined || mayBend) return;
  answers.set(key, {
    ...lasting,
    revision,
    headers: Object.entries(res.getHeaders()).flatMap(([name, value]) =>
      name === varying ? [] : [name, String(value)],
    ),
    told: { clientId, consentId, grant },
    requestHeaders: redactHeaders(asked, credential),
    responseHeaders: redactHeaders(res.getHeaders()),
    latest: latestOf(lasting, now),
  });
}
