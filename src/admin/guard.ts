import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Lets a request through when it carries the admin token; everyone, when there is none. */
export function requireAdminToken(adminToken: string | undefined): RequestHandler {
  if (adminToken === undefined) return (_req, _res, next) => next();
  const expected = digest(`Bearer ${adminToken}`);
  return (req, _res, next) => {
    if (timingSafeEqual(digest(req.headers.authorization ?? ''), expected)) return next();
    next({
      status: 401,
      message: 'send Authorization: Bearer with the admin token',
      headers: { 'www-authenticate': 'Bearer realm="transmissora admin"' },
    });
  };
}

/**
 * Turns away what a page of another site makes a browser send: on loopback there is no token that would. Scripts and
 * other programs do not send this header.
 */
export const requireSameSite: RequestHandler = (req, _res, next) => {
  const site = req.headers['sec-fetch-site'];
  if (site !== 'cross-site' && site !== 'same-site') return next();
  next({ status: 403, message: 'a page of another site cannot use the admin API' });
};

/** Digests have one length, so that comparing them tells nothing about the token's. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
