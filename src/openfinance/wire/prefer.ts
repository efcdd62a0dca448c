import type { RequestHandler } from 'express';
import { type ErrorName, refusal } from './errors.js';

/** The error a `Prefer: code=…` asks for, by status. */
const BY_STATUS: Readonly<Record<number, ErrorName>> = {
  400: 'MALFORMED',
  401: 'TOKEN',
  403: 'PERMISSION',
  404: 'NOT_FOUND',
  405: 'METHOD',
  406: 'NOT_ACCEPTABLE',
  422: 'PAGE_NOT_FOUND',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'RETRY_EXCEDIDO',
  529: 'OVERLOADED',
};

/**
 * `Prefer: code=504` (RFC 7240) answers that error once, whatever the state, and changes nothing; `code=202` answers an
 * empty 202. Codes without an error here are ignored, as the RFC allows.
 */
export const preferredAnswer: RequestHandler = (req, res, next) => {
  const [, code] = /(?:^|[\s,;])code=(\d{3})(?:$|[\s,;])/.exec(String(req.headers['prefer'] ?? '')) ?? [];
  if (code === undefined) return next();
  const name = BY_STATUS[Number(code)];
  if (!name && code !== '202') return next();
  res.setHeader('x-transmissora-fault', `prefer ${code}`);
  res.setHeader('preference-applied', `code=${code}`);
  if (!name) return void res.status(202).end();
  if (name === 'TOO_MANY_REQUESTS') res.setHeader('retry-after', '60');
  throw refusal(name);
};
