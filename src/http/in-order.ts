import type { NextFunction, RequestHandler } from 'express';

/**
 * Stages as one, each run when the one before lets the request go on. As a router would, but for looking at the path
 * before each of them: whatever a stage throws, or its promise is rejected with, goes to `next`.
 */
export function inOrder(stages: readonly RequestHandler[]): RequestHandler {
  return (req, res, done) => {
    let index = 0;
    const next: NextFunction = (error?: unknown) => {
      const stage = stages[index++];
      if (error || !stage) return done(error);
      try {
        const running: unknown = stage(req, res, next);
        if (running instanceof Promise) running.catch(next);
      } catch (thrown) {
        next(thrown);
      }
    };
    next();
  };
}
