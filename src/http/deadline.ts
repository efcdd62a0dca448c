import type { RequestHandler, Response } from 'express';
import { afterRealTime } from '../core/clock.js';

/**
 * Answers in time, whatever happens below: what has no answer after `limit` milliseconds of real time gets the one that
 * `late` gives. RES-056.
 */
export function answerWithin(limit: number, late: (res: Response) => void): RequestHandler {
  return (_req, res, next) => {
    const timer = afterRealTime(limit, () => {
      if (!res.headersSent) late(res);
    });
    res.once('close', () => timer.cancel());
    next();
  };
}
