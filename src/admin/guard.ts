import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';

/** Whether a request carries the admin token; always, when there is none. */
export const carriesToken = ({ headers }: Pick<Request, 'headers'>, adminToken: string | undefined): boolean =>
  adminToken === undefined || timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${adminToken}`));

/** Lets a request through when it carries the admin token; everyone, when there is none. */
export function requireAdminToken(adminToken: string | undefined): RequestHandler {
  return (req, _res, next) => {
    if (carriesToken(req, adminToken)) return next();
    next({
      status: 401,
      message: 'send Authorization: Bearer with the admin token',
      headers: { 'www-authenticate': 'Bearer realm="transmissora admin"' },
    });
  };
}

/** What a program on this machine calls us, with any port. */
const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Where no token is asked for, only this machine's own programs are let in, and of pages in its browser only our own: a
 * page of another site cannot have itself called by our name, nor hide where it comes from. `publicUrl` is ours too.
 */
export function requireOwnCaller(adminToken: string | undefined, publicUrl: string | undefined): RequestHandler {
  if (adminToken !== undefined) return (_req, _res, next) => next();
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  return (req, _res, next) => {
    const { host = '', origin, 'sec-fetch-site': site } = req.headers;
    const isOwnName = LOCAL_HOST.test(host) || host === own;
    const isOwnPage = origin === undefined || origin.replace(/^https?:\/\//, '') === host;
    if (isOwnName && isOwnPage && site !== 'cross-site' && site !== 'same-site') return next();
    next({
      status: 403,
      message: 'only programs and pages of this machine may use the admin API; start with --admin-token for others',
    });
  };
}

/** Digests have one length, so that comparing them tells nothing about the token's. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
