import { type ContractDocument, routesOf } from './routes.js';

/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A path of a contract document, and what `GET` on it is; `C` is whatever tells whether a value is right. */
export interface PlainRoute<C> {
  /** With `{name}` for one segment. */
  readonly route: string;
  /** Absent where nothing is said of it: it takes a body, or a parameter that is more than one plain value. */
  readonly operation?: PlainOperation<C>;
}

export interface PlainOperation<C> {
  readonly queryNames: readonly string[];
  /** Of `{ query, headers, params }`. */
  readonly takes: C;
  /** Of `{ body }`, by status and content type: `200 application/json`. */
  readonly answers: Readonly<Record<string, C>>;
}

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

/**
 * What a document says of calls without a body, fixed paths before those with names in them. A schema named in several
 * places is one object in all of them.
 */
export function plainRoutesOf(document: ContractDocument): readonly PlainRoute<Schema>[] {
  const base = baseOf(document);
  const answers = answerSchemas();
  const routes = new Map<string, PlainRoute<Schema>>();
  for (const { openApiRoute: route } of routesOf(document)) {
    if (routes.has(route)) continue;
    const item = document.paths[route.slice(base.length)] as {
      readonly get?: Operation;
      readonly parameters?: unknown;
    };
    const operation = item.parameters === undefined && item.get ? plainOperation(item.get, answers) : undefined;
    routes.set(route, { route, ...(operation && { operation }) });
  }
  return [...routes.values()];
}

const baseOf = ({ servers = [{ url: '' }] }: ContractDocument): string =>
  new URL(servers[0]?.url ?? '', 'http://localhost').pathname.replace(/\/$/, '');

function plainOperation(
  { parameters = [], requestBody, responses }: Operation,
  answerSchema: (body: Schema) => Schema,
): PlainOperation<Schema> | undefined {
  if (requestBody !== undefined || !parameters.every(isSimple)) return undefined;
  const places = { query: schemaOf(parameters, 'query'), headers: schemaOf(parameters, 'header') };
  const takes = { type: 'object', properties: { ...places, params: schemaOf(parameters, 'path') } };
  const answers: Record<string, Schema> = {};
  for (const [status, response] of Object.entries(responses)) {
    for (const [type, { schema }] of Object.entries(response?.content ?? {})) {
      if (schema) answers[`${status} ${type}`] = answerSchema(schema);
    }
  }
  const queryNames = parameters.flatMap(({ name, in: place }) => (place === 'query' ? [name] : []));
  return { queryNames, takes: withPlainLengths(takes) as Schema, answers };
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

function answerSchemas(): (body: Schema) => Schema {
  const made = new Map<Schema, Schema>();
  return (body) => {
    const known = made.get(body) ?? { type: 'object', properties: { body: withPlainLengths(body) } };
    made.set(body, known);
    return known;
  };
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
