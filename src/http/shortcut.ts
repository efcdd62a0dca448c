import type { IncomingHttpHeaders } from 'node:http';
import { FORMATS } from './contract.js';
import { type ContractDocument, routesOf } from './routes.js';

type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

interface Responses {
  readonly [status: string]: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> } | undefined;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: unknown;
  readonly responses: Responses;
}

/** What of a request the document speaks about. */
interface Asked {
  readonly method: string;
  readonly originalUrl: string;
  readonly headers: IncomingHttpHeaders;
}

/** An operation whose request is right. */
export interface Held {
  /** Whether an answer is right, beyond doubt. */
  holds(status: number, contentType: unknown, body: unknown): boolean;
}

/**
 * Says yes to what is plainly right by a contract document, and nothing else: calls without a body, whose query is
 * spelt plainly, and their JSON answers. Where it does not say yes, the validator of the document decides (decision
 * 0037). Compiled where first needed; nothing of a request is kept.
 */
export class Shortcut {
  readonly #fixed = new Map<string, Way>();
  readonly #templates: readonly Way[];

  constructor(document: ContractDocument, ajv: Compilers, base = baseOf(document)) {
    const ways = new Map<string, Way>();
    for (const { openApiRoute } of routesOf(document)) {
      if (ways.has(openApiRoute)) continue;
      const item = document.paths[openApiRoute.slice(base.length)] as {
        readonly get?: Operation;
        parameters?: unknown;
      };
      const isPlain = item.get && item.get.requestBody === undefined && item.parameters === undefined;
      const operation = isPlain && item.get ? compiledOperation(item.get, ajv) : undefined;
      ways.set(openApiRoute, { segments: openApiRoute.split('/'), operation });
    }
    for (const [route, way] of ways) if (!route.includes('{')) this.#fixed.set(route, way);
    this.#templates = [...ways.values()].filter(({ segments }) => segments.some(isName));
  }

  /** What a request asks for, where all of it is right beyond doubt. */
  heldBy({ method, originalUrl, headers }: Asked): Held | undefined {
    if (method !== 'GET' || BODY_HEADERS.some((name) => name in headers)) return undefined;
    const mark = originalUrl.indexOf('?');
    const path = mark < 0 ? originalUrl : originalUrl.slice(0, mark);
    const way = this.#fixed.get(path) ?? this.#templateFor(path);
    if (!way?.operation) return undefined;
    const query = mark < 0 ? {} : plainQuery(originalUrl.slice(mark + 1), way.operation.queryNames);
    const params = way.segments.some(isName) ? plainParams(way, path) : {};
    if (!query || !params) return undefined;
    return way.operation.takes({ query, headers, params }) ? way.operation : undefined;
  }

  #templateFor(path: string): Way | undefined {
    const segments = path.split('/');
    return this.#templates.find(
      (way) =>
        way.segments.length === segments.length &&
        way.segments.every((segment, index) => isName(segment) || segment === segments[index]),
    );
  }
}

/** A path, and what `GET` on it is; absent where the shortcut has nothing to say of it. */
interface Way {
  readonly segments: readonly string[];
  readonly operation: CompiledOperation | undefined;
}

interface CompiledOperation extends Held {
  readonly queryNames: ReadonlySet<string>;
  takes(given: { query: object; headers: object; params: object }): boolean;
}

/** Of the library that compiles. */
type CompilerOptions = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => unknown;

/** Makes validators of one kind, with the options given over its own. */
type Compiler = (options: CompilerOptions) => { compile(schema: object): Check };
interface Compilers {
  readonly request: Compiler;
  readonly response: Compiler;
}

const BODY_HEADERS = ['content-length', 'transfer-encoding', 'content-type'];

const isName = (segment: string): boolean => segment.startsWith('{');

const baseOf = ({ servers = [{ url: '' }] }: ContractDocument): string =>
  new URL(servers[0]?.url ?? '', 'http://localhost').pathname.replace(/\/$/, '');

/** What needs no decoding and has no meaning of its own. */
const PLAIN = /^[\w.~-]+$/;

/** A query of declared names, each once, with plain values. */
function plainQuery(text: string, names: ReadonlySet<string>): object | undefined {
  const query: Record<string, string> = {};
  for (const pair of text.split('&')) {
    const cut = pair.indexOf('=');
    const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
    if (cut < 1 || !names.has(name) || Object.hasOwn(query, name) || !PLAIN.test(value)) return undefined;
    query[name] = value;
  }
  return query;
}

function plainParams({ segments: names }: Way, path: string): object | undefined {
  const segments = path.split('/');
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    if (!isName(name)) continue;
    const value = segments[index] ?? '';
    if (!PLAIN.test(value) || !name.endsWith('}')) return undefined;
    params[name.slice(1, -1)] = value;
  }
  return params;
}

/**
 * As the validator sets up its own, but for telling what is wrong, and for lengths (`withPlainLengths`). Without a logger:
 * it would warn that `unicode` counts otherwise, which is what is wanted.
 */
const OPTIONS: CompilerOptions = {
  strict: false,
  strictNumbers: true,
  strictTuples: true,
  allowUnionTypes: false,
  validateSchema: false,
  validateFormats: true,
  unicode: false,
  logger: false,
  formats: FORMATS,
  ajvFormats: { mode: 'fast' },
};

/** `undefined` for an operation with parameters that are more than one plain text or number. */
function compiledOperation(operation: Operation, ajv: Compilers): CompiledOperation | undefined {
  const { parameters = [], responses } = operation;
  if (!parameters.every(isSimple)) return undefined;
  const places = { query: schemaOf(parameters, 'query'), headers: schemaOf(parameters, 'header') };
  const schema = { type: 'object', properties: { ...places, params: schemaOf(parameters, 'path') } };
  const options = { ...OPTIONS, coerceTypes: true, useDefaults: true };
  const takes = lazily(() => ajv.request(options).compile(withPlainLengths(schema) as object));
  const answers = new Map<string, () => Check>();
  for (const [status, response] of Object.entries(responses)) {
    for (const [type, content] of Object.entries(response?.content ?? {})) {
      const { schema: body } = content;
      if (body)
        answers.set(
          `${status} ${type}`,
          lazily(() => answerValidator(body, ajv)),
        );
    }
  }
  return {
    queryNames: new Set(parameters.flatMap(({ name, in: place }) => (place === 'query' ? [name] : []))),
    takes: (given) => takes()(given) === true,
    // Another type, or a status the document has no row of its own for, is for the validator to make sense of.
    holds: (status, contentType = USUAL_TYPE, body) =>
      answers.get(`${status} ${String(contentType)}`)?.()({ body }) === true,
  };
}

/** What an answer without a type of its own gets. */
const USUAL_TYPE = 'application/json';

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A parameter that is one plain value; of headers, one that validating leaves as it is. */
function isSimple({ in: place, schema }: Parameter): boolean {
  if (!schema || ['allOf', 'anyOf', 'oneOf', 'not'].some((word) => word in schema)) return false;
  if (place === 'header') return schema['type'] === 'string' && !('default' in schema);
  return (
    ['query', 'path'].includes(place) && ['string', 'integer', 'number', 'boolean'].includes(String(schema['type']))
  );
}

function schemaOf(parameters: readonly Parameter[], place: string): object {
  const here = parameters.filter((parameter) => parameter.in === place);
  const nameOf = ({ name }: Parameter): string => (place === 'header' ? name.toLowerCase() : name);
  return {
    type: 'object',
    properties: Object.fromEntries(here.map((parameter) => [nameOf(parameter), parameter.schema])),
    required: here.filter(({ required }) => required === true).map(nameOf),
  };
}

function answerValidator(body: Schema, ajv: Compilers): Check {
  const schema = { type: 'object', properties: { body: withPlainLengths(body) } };
  return ajv.response({ ...OPTIONS, coerceTypes: false }).compile(schema);
}

/**
 * Lengths are counted in UTF-16 units, which costs a third of counting characters. A text of at most so many units has
 * at most so many characters, and one is empty either way; whatever must be longer is held to characters by a pattern.
 */
function withPlainLengths(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withPlainLengths);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withPlainLengths(value)]));
  const { minLength, ...others } = copy as { minLength?: unknown };
  if (typeof minLength !== 'number' || minLength <= 1) return copy;
  return {
    ...others,
    allOf: [...((others as { allOf?: unknown[] }).allOf ?? []), { pattern: `^[^]{${minLength},}$` }],
  };
}
