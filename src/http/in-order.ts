import type { NextFunction, Request, RequestHandler, Response } from 'express';

/**
 * Stages as one, each run when the one before lets the request go on. As a router would, but for looking at the path
 * before each of them: whatever a stage throws, or its promise is rejected with, goes to `next`.
 */
export function inOrder(stages: readonly RequestHandler[]): RequestHandler {
  const from =
    (index: number, req: Request, res: Response, next: NextFunction): NextFunction =>
    (error?: unknown) => {
      const stage = stages[index];
      if (error || !stage) return next(error);
      run(stage, req, res, from(index + 1, req, res, next));
    };
  return (req, res, next) => from(0, req, res, next)();
}

function run(stage: RequestHandler, req: Request, res: Response, next: NextFunction): void {
  try {
    const running: unknown = stage(req, res, next);
    if (running instanceof Promise) running.catch(next);
  } catch (error) {
    next(error);
  }
}
