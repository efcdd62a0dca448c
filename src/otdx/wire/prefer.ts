import type { RequestHandler } from 'express';
import { notesOf } from '../../http/notes.js';
import { isUsual, usualError } from './dialect.js';

/**
 * `Prefer: code=503` (RFC 7240) answers that error once, whatever the state, and changes nothing. Codes without an error
 * here are ignored, as the RFC allows.
 */
export const preferredAnswer: RequestHandler = (req, res, next) => {
  const [, code] = /(?:^|[\s,;])code=(\d{3})(?:$|[\s,;])/.exec(String(req.headers['prefer'] ?? '')) ?? [];
  if (code === undefined || !isUsual(Number(code))) return next();
  notesOf(res).fault = `prefer ${code}`;
  res.setHeader('x-transmissora-fault', `prefer ${code}`);
  res.setHeader('preference-applied', `code=${code}`);
  throw usualError(Number(code), {});
};
