import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { AuthorizationHouse } from './house.js';
import { OAuthRefusal } from '../auth/oauth-error.js';
import { readText, withBody } from './same-request.js';

/** Where the library takes a token as a form field. */
const TAKES_TOKENS = ['/token/introspection', '/token/revocation'];

/** Stands for a token that is none of ours, or no longer. */
const UNKNOWN = 'unknown';

const SUBSTITUTE = 'substitute';

/** The request as the library is to see it. */
export const asTheLibrarySees = (req: Request): IncomingMessage =>
  (req.res?.locals[SUBSTITUTE] as IncomingMessage | undefined) ?? req;

export function substitute(req: Request, other: IncomingMessage): void {
  if (req.res) req.res.locals[SUBSTITUTE] = other;
}

/**
 * The library finds a token by the name it was kept under, which a JWT carries inside
 * (docs/decisions/0018-access-tokens-and-their-records.md). Where the library takes an access token, it gets that name.
 */
export const knownTokens =
  (house: AuthorizationHouse): RequestHandler =>
  async (req, _res, next) => {
    if (req.path === '/userinfo') {
      const [, token = ''] = /^bearer +(\S+)$/i.exec(req.headers.authorization ?? '') ?? [];
      const named = token === '' ? {} : { authorization: `Bearer ${(await nameOf(house, token)) ?? UNKNOWN}` };
      substitute(req, withBody(req, '', named));
    }
    if (req.method === 'POST' && TAKES_TOKENS.includes(req.path)) substitute(req, await withKnownToken(house, req));
    next();
  };

async function withKnownToken(house: AuthorizationHouse, req: Request): Promise<IncomingMessage> {
  const text = await readText(req).catch((cause: unknown) => {
    if (cause instanceof RangeError) throw new OAuthRefusal('invalid_request', cause.message);
    throw cause;
  });
  const form = new URLSearchParams(text);
  const token = form.get('token');
  if (token?.includes('.') !== true || form.getAll('token').length > 1) return withBody(req, text);
  form.set('token', (await nameOf(house, token)) ?? UNKNOWN);
  return withBody(req, form.toString());
}

const nameOf = async ({ tokens }: AuthorizationHouse, token: string): Promise<string | undefined> =>
  (await tokens.verify(token))?.recordId;
