import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Api, Family } from '../core/api.js';
import { DEFAULT_CLOCK, nowOf } from '../store/clocks.js';
import { readAhead } from './ahead.js';
import { answerAgain } from './again.js';
import { answerWithin } from './deadline.js';
import { faults, readFaults } from './faults.js';
import { inOrder } from './in-order.js';
import { readerOf } from './notes.js';
import { operationIn, type Recorder, record } from './record.js';
import { validate, type Validator } from './validate.js';

/** What every pipeline is built on, whatever its family. */
export interface Kernel extends Recorder {
  readonly strict: boolean;
  /** Whether an answer that nothing could have changed is given again without working it out. */
  readonly answersAgain: boolean;
  readonly validator: Validator;
  /** Milliseconds of real time. */
  readonly answerLimit: number;
  /** Where an API's contract document stands. */
  specFile(api: Api): string;
}

/** READ FIRST. The way of every official call, top to bottom. A stage answers, throws, or lets the request go on. */
export function pipeline<A extends Api>(family: Family<A>, api: A, kernel: Kernel): RequestHandler {
  const { dialect } = family;
  const stages = inOrder([
    ...(kernel.store.shared ? [readAhead(kernel.store, foresee)] : []), // what the stages below will read, in one round trip
    record(kernel, api.name, operationIn(api)), // the journal, whatever happens below
    ...(dialect.correlation && kernel.answersAgain ? [answerAgain(kernel, dialect.correlation)] : []), // what nothing changed
    dialect.wireHeaders(api), //              what every answer carries
    answerWithin(api.answerLimit ?? kernel.answerLimit, late), // an answer in time, whatever happens below
    faults(kernel, dialect, api), //          what was arranged to go wrong
    ...dialect.admission(api), //             credentials, and the checks before the document's own
    validate(kernel.specFile(api), { relaxed: api.relaxed, tellsAll: api.tellsAll }, kernel.validator), // the contract document, both ways
    api.routes, //                            the feature itself
  ]);
  function foresee(req: Request, res: Response): readonly Promise<unknown>[] {
    const reader = readerOf(res, kernel.store);
    const ours = [nowOf(reader, kernel.wall, DEFAULT_CLOCK), readFaults(reader)];
    return [...ours, ...(dialect.foresee?.(req, res) ?? [])];
  }
  function late(res: Response): void {
    dialect.renderError(dialect.errorOf('timeout', {}, api, res.req), res.req, res, () => undefined, api);
  }
  /** Anything thrown becomes bytes here. */
  function renderError(error: unknown, req: Request, res: Response, next: NextFunction): void {
    try {
      dialect.renderError(error, req, res, next, api);
    } catch (bug) {
      next(bug);
    }
  }
  return (req, res, next) => stages(req, res, (error) => (error ? renderError(error, req, res, next) : next()));
}
