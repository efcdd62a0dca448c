import type { RequestHandler } from 'express';
import type { Spec } from 'express-openapi-validator/dist/framework/openapi.spec.loader.js';
import { readYaml } from '../core/packaged.js';
import { plainMediaType } from './media-type.js';
import { basePathsOf, dereferenced, routesOf } from './routes.js';

/** Any absolute http(s) URL: links must be callable on localhost and on an address too. */
const isHttpUrl = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text);

/** How a document is held. It belongs to the document: every bank asks for the same. */
interface ValidationOptions {
  /** Places of the document that hold nothing. */
  readonly relaxed?: readonly string[] | undefined;
  /** Official callers may send what the document does not know; our own would only mistype it. */
  readonly refusesUnknownQuery?: boolean;
  /** Whether everything wrong with a request is told, instead of the first that is. */
  readonly tellsAll?: boolean | undefined;
}

/**
 * Holds requests and answers to the API's document. The document is read and compiled at the first request, so that
 * starting does not pay for APIs nobody calls. Credentials are checked by the family before this stage.
 */
export const validate =
  (specFile: string, options: ValidationOptions = {}): RequestHandler =>
  async (req, res, next) => {
    runInOrder(await compiled(specFile, options), 0)(req, res, next);
  };

/**
 * Documents already compiled, by file. A document never changes and its validators keep nothing of a request, so all
 * banks of a process use the same: compiling one costs more than starting a bank.
 */
const COMPILED = new Map<string, Promise<readonly RequestHandler[]>>();

function compiled(specFile: string, options: ValidationOptions): Promise<readonly RequestHandler[]> {
  const known = COMPILED.get(specFile);
  if (known) return known;
  const made = validators(specFile, options, COMPILED.size + 1);
  COMPILED.set(specFile, made);
  return made;
}

/**
 * The validator's own loader compiles OpenAPI's schema for every document it is given, to check what our tests have
 * checked; so it is handed the routes instead (decision 0010). With every reference resolved, compiling takes half the time.
 * By `serial`, an answer is held to the document its request was held to.
 */
async function validators(
  specFile: string,
  { relaxed = [], refusesUnknownQuery = false, tellsAll = false }: ValidationOptions,
  serial: number,
): Promise<readonly RequestHandler[]> {
  const { OpenApiValidator } = await import('express-openapi-validator/dist/openapi.validator.js');
  const written = withCallableLinks((await readYaml(specFile)) as Document);
  for (const place of relaxed) relax(written, place);
  const document = dereferenced(written);
  const apiSpec = document as unknown as Spec['apiDoc'];
  const validator = new OpenApiValidator({
    apiSpec,
    validateApiSpec: false,
    validateRequests: { allowUnknownQueryParameters: !refusesUnknownQuery, allErrors: tellsAll },
    validateResponses: true,
    validateSecurity: false,
    formats: {
      url: { type: 'string', validate: isHttpUrl },
      uri: { type: 'string', validate: isHttpUrl },
      integer: { type: 'number', validate: Number.isInteger },
    },
  });
  const loaded: Spec = { apiDoc: apiSpec, basePaths: basePathsOf(document), routes: routesOf(document), serial };
  const stages = validator.installMiddleware(Promise.resolve(loaded)) as unknown as readonly RequestHandler[];
  return stages.flatMap((stage) => [plainMediaType, stage]);
}

type Document = object;

const LINKS = ['self', 'first', 'prev', 'next', 'last'] as const;

/** Some documents ask for a dotted host in links. Ours are callable on localhost, so that pattern is not held. */
function withCallableLinks(node: Document): Document {
  if (typeof node !== 'object' || node === null) return node;
  const { properties } = node as { properties?: Record<string, { pattern?: string }> };
  if (properties?.['self']) for (const name of LINKS) delete properties[name]?.pattern;
  for (const part of Object.values(node)) withCallableLinks(part as Document);
  return node;
}

/** Lets the schema at a place take anything. @throws TypeError when the document has no such place. */
function relax(document: Document, place: string): void {
  const keys = place.split('/');
  const last = keys.pop() ?? '';
  let node: unknown = document;
  for (const key of keys) node = (node as Readonly<Record<string, unknown>> | undefined)?.[key];
  if (typeof node !== 'object' || node === null || !(last in node)) throw new TypeError(`no ${place} in the document`);
  Object.assign(node, { [last]: {} });
}

const runInOrder =
  (stages: readonly RequestHandler[], index: number): RequestHandler =>
  (req, res, next) => {
    const stage = stages[index];
    if (!stage) return next();
    return stage(req, res, (error?: unknown) => (error ? next(error) : runInOrder(stages, index + 1)(req, res, next)));
  };
