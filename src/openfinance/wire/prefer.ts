import type { RequestHandler } from 'express';
import { notesOf } from '../../http/notes.js';
import { hasUsualError, usualError } from './by-status.js';

/**
 * `Prefer: code=504` (RFC 7240) answers that error once, whatever the state, and changes nothing; `code=202` answers an
 * empty 202. Codes without an error here are ignored, as the RFC allows.
 */
export const preferredAnswer: RequestHandler = (req, res, next) => {
  const [, code] = /(?:^|[\s,;])code=(\d{3})(?:$|[\s,;])/.exec(String(req.headers['prefer'] ?? '')) ?? [];
  if (code === undefined) return next();
  const status = Number(code);
  if (!hasUsualError(status) && status !== 202) return next();
  notesOf(res).fault = `prefer ${code}`;
  res.setHeader('x-transmissora-fault', `prefer ${code}`);
  res.setHeader('preference-applied', `code=${code}`);
  if (status === 202) return void res.status(202).end();
  throw usualError(status);
};
