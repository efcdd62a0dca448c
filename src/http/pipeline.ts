import express, { type ErrorRequestHandler, type Router } from 'express';
import type { Api, Family } from '../core/api.js';
import { type Recorder, record } from './record.js';
import { validate } from './validate.js';

/** READ FIRST. The way of every official call, top to bottom. A stage answers, throws, or lets the request go on. */
export function pipeline<A extends Api>(
  family: Family<A>,
  api: A,
  kernel: Recorder & { specFile(api: A): string },
): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use(
    record(kernel, api.name), //              the journal, whatever happens below
    ...family.dialect.admission(api), //      wire headers, credentials, and the checks before the document's own
    validate(kernel.specFile(api)), //        the contract document, both ways
    api.routes, //                            the feature itself
  );
  const renderError: ErrorRequestHandler = (error, req, res, next) => family.dialect.renderError(error, req, res, next);
  router.use(renderError); //                 anything thrown becomes bytes here
  return router;
}
