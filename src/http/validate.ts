import type { Request, RequestHandler, Response } from 'express';
import type { Spec } from 'express-openapi-validator/dist/framework/openapi.spec.loader.js';
import { FORMATS, readContract } from './contract.js';
import { inOrder } from './in-order.js';
import { plainMediaType } from './media-type.js';
import { plainChecksOf } from './plain-checks.js';
import { basePathsOf, routesOf } from './routes.js';
import { type Held, Shortcut } from './shortcut.js';

/** How a document is held. It belongs to the document: every bank asks for the same. */
export interface ValidationOptions {
  /** Places of the document that hold nothing. */
  readonly relaxed?: readonly string[] | undefined;
  /** Official callers may send what the document does not know; our own would only mistype it. */
  readonly refusesUnknownQuery?: boolean;
  /** Whether everything wrong with a request is told, instead of the first that is. */
  readonly tellsAll?: boolean | undefined;
}

/** Who says yes: always the validator of documents, or, to what is plainly right, validators compiled from the same. */
export const VALIDATORS = ['compiled', 'eov'] as const;
export type Validator = (typeof VALIDATORS)[number];

/**
 * Holds requests and answers to the API's document. It is read at the first request, and compiled where the build has
 * not done so, so that starting does not pay for APIs nobody calls. Credentials are checked by the family before this stage.
 */
export function validate(
  specFile: string,
  options: ValidationOptions = {},
  validator: Validator = 'eov',
): RequestHandler {
  const decide: RequestHandler = async (req, res, next) => {
    (await stagesOf(specFile, options))(req, res, next);
  };
  if (validator === 'eov') return decide;
  let shortcut: Shortcut | undefined;
  return async (req, res, next) => {
    shortcut ??= await shortcutOf(specFile, options);
    const held = shortcut.heldBy(req);
    // Our own handlers read the query as the validator leaves it: numbers are numbers.
    if (!held || (options.refusesUnknownQuery && held.readsQuery)) return decide(req, res, next);
    holdAnswer(held, req, res, decide, next);
    next();
  };
}

/** Lets a right answer pass; any other goes the way of the validator, request and all. Errors of 500 on are not held. */
function holdAnswer(held: Held, req: Request, res: Response, decide: RequestHandler, next: (error?: unknown) => void) {
  const json = res.json;
  res.json = (body: unknown) => {
    res.json = json;
    const { statusCode } = res;
    if (res.headersSent || statusCode >= 500 || held.holds(statusCode, res.getHeader('content-type'), body)) {
      return json.call(res, body);
    }
    void decide(req, res, (error?: unknown) => (error ? next(error) : res.json(body)));
    return res;
  };
}

/**
 * Documents already compiled, by file. A document never changes and its validators keep nothing of a request, so all
 * banks of a process use the same: compiling one costs more than starting a bank.
 */
const COMPILED = new Map<string, Promise<RequestHandler>>();
const SHORTCUTS = new Map<string, Promise<Shortcut>>();

function stagesOf(specFile: string, options: ValidationOptions): Promise<RequestHandler> {
  const known = COMPILED.get(specFile);
  if (known) return known;
  const made = compiledStages(specFile, options, COMPILED.size + 1);
  COMPILED.set(specFile, made);
  return made;
}

function shortcutOf(specFile: string, options: ValidationOptions): Promise<Shortcut> {
  const known = SHORTCUTS.get(specFile);
  if (known) return known;
  const made = plainChecksOf(specFile, options.relaxed ?? []).then((routes) => new Shortcut(routes));
  SHORTCUTS.set(specFile, made);
  return made;
}

/**
 * The validator's own loader compiles OpenAPI's schema for every document it is given, to check what our tests have
 * checked; so it is handed the routes instead (decision 0010). With every reference resolved, compiling takes half the time.
 * By `serial`, an answer is held to the document its request was held to.
 */
async function compiledStages(
  specFile: string,
  { relaxed = [], refusesUnknownQuery = false, tellsAll = false }: ValidationOptions,
  serial: number,
): Promise<RequestHandler> {
  const { OpenApiValidator } = await import('express-openapi-validator/dist/openapi.validator.js');
  // With every reference resolved nothing names a component any more, and compiling would go through each of them.
  const { components: _unused, ...document } = await readContract(specFile, relaxed);
  const apiSpec = document as unknown as Spec['apiDoc'];
  const validator = new OpenApiValidator({
    apiSpec,
    validateApiSpec: false,
    validateRequests: { allowUnknownQueryParameters: !refusesUnknownQuery, allErrors: tellsAll },
    validateResponses: true,
    validateSecurity: false,
    formats: FORMATS,
  });
  const loaded: Spec = { apiDoc: apiSpec, basePaths: basePathsOf(document), routes: routesOf(document), serial };
  const stages = validator.installMiddleware(Promise.resolve(loaded)) as unknown as readonly RequestHandler[];
  return inOrder(stages.flatMap((stage) => [plainMediaType, stage]));
}
