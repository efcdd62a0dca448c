import type { Request, Response } from 'express';
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

const tokenIn = ({ headers: { authorization = '' } }: Request): string | undefined =>
  authorization.length > MAX_AUTHORIZATION ? undefined : BEARER.exec(authorization)?.[1];

/** The grant of a token that was good before, of which nothing is checked: what may be read ahead. */
export function supposedGrant({ tokens }: Pick<Credentials, 'tokens'>, req: Request): Grant | undefined {
  const token = tokenIn(req);
  return token === undefined ? undefined : tokens.seen(token);
}

/**
 * The grant behind the request's bearer token.
 * @throws ApiError 401 when there is none, it is not valid, a token was sent in the query string, or the token is not
 * for the certificate of the caller (RES-101).
 */
export async function requireGrant(
  { tokens, certificates }: Credentials,
  req: Request,
  reader?: Reader,
): Promise<Grant> {
  const certificate = certificates.of(req);
  if (!certificate && certificates.isMutual(req)) throw refusal('CERTIFICATE');
  // Whatever names it must hold these letters, or be spelt with `%`: the query of nearly every call needs no reading.
  if (/[?&](?:access|[^=&]*%)/.test(req.url) && req.query['access_token'] !== undefined) throw unauthorised();
  const token = tokenIn(req);
  if (token === undefined) throw unauthorised();
  const grant = await tokens.verify(token, reader);
  if (!grant) throw unauthorised();
  // With a certificate only the token bound to it; without one, only a token bound to none. RFC 8705 §3.
  if (grant.thumbprint !== certificate?.thumbprint) throw unauthorised();
  return grant;
}

const KEY = 'grant';

/** Lets the rooms behind admission see whose call it is. */
export function keepGrant(res: Response, grant: Grant): void {
  res.locals[KEY] = grant;
}

/** The grant of an admitted request. */
export const grantOf = (res: Response): Grant => res.locals[KEY] as Grant;

const unauthorised = () => refusal('TOKEN', { headers: { 'www-authenticate': 'Bearer' } });
