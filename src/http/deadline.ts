import type { RequestHandler, Response } from 'express';
import { afterRealTime, machineClock } from '../core/clock.js';

/**
 * Answers in time, whatever happens below: what has no answer after `limit` milliseconds of real time gets the one that
 * `late` gives. RES-056. One timer watches over all of them.
 */
export function answerWithin(limit: number, late: (res: Response) => void): RequestHandler {
  /** When each answer is due, the next one first: all have the same time. */
  const due = new Map<Response, number>();
  let isWatched = false;
  const watch = (delay: number): void => {
    isWatched = true;
    afterRealTime(delay, look);
  };
  const look = (): void => {
    isWatched = false;
    const now = machineClock.monotonic();
    for (const [res, at] of due) {
      if (at > now) {
        watch(at - now);
        break;
      }
      due.delete(res);
      if (!res.headersSent) late(res);
    }
  };
  return (_req, res, next) => {
    due.set(res, machineClock.monotonic() + limit);
    if (!isWatched) watch(limit);
    res.once('close', () => due.delete(res));
    next();
  };
}
