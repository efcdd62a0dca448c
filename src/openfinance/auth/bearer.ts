import type { Socket } from 'node:net';
import type { Request, Response } from 'express';
import { notesOf } from '../../http/notes.js';
import type { Reader } from '../../store/store.js';
import { refusal } from '../wire/errors.js';
import type { ClientCertificates } from './client-certificate.js';
import type { AccessTokens, Grant } from './tokens.js';

/** The longest Authorization header the official documents allow. Characters. */
const MAX_AUTHORIZATION = 2048;
/** RFC 6750 §2.1: the scheme, in any case, and one token; nothing after it. */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** What tells callers apart. */
export interface Credentials {
  readonly tokens: AccessTokens;
  readonly certificates: ClientCertificates;
}

const tokenIn = (authorization: string): string | undefined =>
  authorization.length > MAX_AUTHORIZATION ? undefined : BEARER.exec(authorization)?.[1];

/** What each connection sent last, and what it grants: nearly always it sends it again, and nothing need be hashed. */
const SENT = new WeakMap<Socket, { readonly authorization: string; readonly grant: Grant }>();

function sentBefore({ socket, headers: { authorization } }: Request): Grant | undefined {
  const sent = SENT.get(socket);
  return sent && sent.authorization === authorization ? sent.grant : undefined;
}

/** What the request's token was found to grant; whether it still does is not checked. */
async function grantIn({ tokens }: Pick<Credentials, 'tokens'>, req: Request): Promise<Grant | undefined> {
  const { authorization = '' } = req.headers;
  const token = tokenIn(authorization);
  const grant = token === undefined ? undefined : await tokens.read(token);
  if (grant) SENT.set(req.socket, { authorization, grant });
  return grant;
}

/** The grant of a token that was good before, of which nothing is checked: what may be read ahead. */
export function supposedGrant({ tokens }: Pick<Credentials, 'tokens'>, req: Request): Grant | undefined {
  const sent = sentBefore(req);
  if (sent) return sent;
  const token = tokenIn(req.headers.authorization ?? '');
  return token === undefined ? undefined : tokens.seen(token);
}

/**
 * The grant behind the request's bearer token.
 * @throws ApiError 401 when there is none, it is not valid, a token was sent in the query string, or the token is not
 * for the certificate of the caller (RES-101).
 */
export async function requireGrant(credentials: Credentials, req: Request, reader?: Reader): Promise<Grant> {
  const { tokens, certificates } = credentials;
  const certificate = certificates.of(req);
  if (!certificate && certificates.isMutual(req)) throw refusal('CERTIFICATE');
  // Whatever names it must hold these letters, or be spelt with `%`: the query of nearly every call needs no reading.
  if (/[?&](?:access|[^=&]*%)/.test(req.url) && req.query['access_token'] !== undefined) throw unauthorised();
  const grant = sentBefore(req) ?? (await grantIn(credentials, req));
  if (!grant || !(await tokens.isGood(grant, reader))) throw unauthorised();
  // With a certificate only the token bound to it; without one, only a token bound to none. RFC 8705 §3.
  if (grant.thumbprint !== certificate?.thumbprint) throw unauthorised();
  return grant;
}

const KEY = 'grant';

/** Lets the rooms behind admission see whose call it is, and the journal what it need not hash again. */
export function keepGrant(res: Response, grant: Grant): void {
  res.locals[KEY] = grant;
  const { authorization: text = '' } = res.req.headers;
  notesOf(res).credential = { text, digest: grant.digest };
}

/** The grant of an admitted request. */
export const grantOf = (res: Response): Grant => res.locals[KEY] as Grant;

const unauthorised = () => refusal('TOKEN', { headers: { 'www-authenticate': 'Bearer' } });
