import type { Request, RequestHandler } from 'express';
import { notesOf } from '../../http/notes.js';
import { type StatusNames, usualError, usualName } from './by-status.js';

/** Never on Resources (RES-107), and elsewhere a matter of `--limits`. */
const OPERATIONAL_LIMIT = 423;

/**
 * `Prefer: code=504` (RFC 7240) answers that error once, whatever the state, and changes nothing; `code=202` answers an
 * empty 202. Codes without an error here are ignored, as the RFC allows. `namesOf` says what
 * statuses are called where a request goes.
 */
export const preferredAnswer =
  (namesOf: (req: Request) => StatusNames): RequestHandler =>
  (req, res, next) => {
    const { prefer } = req.headers;
    if (prefer === undefined) return next();
    const [, code] = /(?:^|[\s,;])code=(\d{3})(?:$|[\s,;])/.exec(String(prefer)) ?? [];
    if (code === undefined) return next();
    const status = Number(code);
    if ((usualName(status) === undefined && status !== 202) || status === OPERATIONAL_LIMIT) return next();
    notesOf(res).fault = `prefer ${code}`;
    res.setHeader('x-transmissora-fault', `prefer ${code}`);
    res.setHeader('preference-applied', `code=${code}`);
    if (status === 202) return void res.status(202).end();
    throw usualError(status, {}, namesOf(req));
  };
