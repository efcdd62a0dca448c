import { type ContractDocument, routesOf } from './routes.js';

/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A path of a contract document, and what it answers; `C` is whatever tells whether a value is right. */
export interface PlainRoute<C> {
  /** With `{name}` for one segment. */
  readonly route: string;
  /** By method; absent where nothing is said: a parameter is more than one plain value, or a body is never JSON. */
  readonly operations: Readonly<Record<string, PlainOperation<C>>>;
}

export interface PlainOperation<C> {
  readonly queryNames: readonly string[];
  /** Of `{ query, headers, params }`. */
  readonly takes: C;
  /** Of `{ body }`; absent where none is taken. */
  readonly body?: C;
  /** Of `{ body }`, by status and content type: `200 application/json`. */
  readonly answers: Readonly<Record<string, C>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content } | undefined>>;
}

type PathItem = Readonly<Record<string, Operation>> & { readonly parameters?: readonly Parameter[] };

export const JSON_TYPE = 'application/json';

/** A type of answers whose body is held; with a charset, or of a vocabulary of its own. */
const IS_JSON = /json(;|$)/;

/**
 * What a document says of calls without a body or with one in JSON, fixed paths before those with names in them. A
 * schema named in several places is one object in all of them.
 */
export function plainRoutesOf(document: ContractDocument): readonly PlainRoute<Schema>[] {
  const bodySchema = bodySchemas();
  const routes = new Map<string, Record<string, PlainOperation<Schema>>>();
  for (const { basePath, openApiRoute: route, method } of routesOf(document)) {
    const operations = routes.get(route) ?? {};
    routes.set(route, operations);
    const { parameters = [], ...item } = document.paths[route.slice(basePath.length)] as PathItem;
    const operation = item[method.toLowerCase()];
    const plain = operation && plainOperation(operation, parameters, bodySchema);
    if (plain) operations[method] = plain;
  }
  return [...routes].map(([route, operations]) => ({ route, operations }));
}

function plainOperation(
  { parameters: own = [], requestBody, responses }: Operation,
  ofPath: readonly Parameter[],
  bodySchema: (body: Schema) => Schema,
): PlainOperation<Schema> | undefined {
  const isOwn = (one: Parameter): boolean => own.some(({ name, in: place }) => name === one.name && place === one.in);
  const parameters = [...own, ...ofPath.filter((one) => !isOwn(one))];
  const body = requestBody?.content?.[JSON_TYPE]?.schema;
  if (!parameters.every(isSimple) || (requestBody !== undefined && !body)) return undefined;
  const places = { query: schemaOf(parameters, 'query'), headers: schemaOf(parameters, 'header') };
  const takes = { type: 'object', properties: { ...places, params: schemaOf(parameters, 'path') } };
  const answers: Record<string, Schema> = {};
  for (const [status, response] of Object.entries(responses)) {
    for (const [type, { schema }] of Object.entries(response?.content ?? {})) {
      if (schema && IS_JSON.test(type)) answers[`${status} ${type}`] = bodySchema(schema);
    }
  }
  const queryNames = parameters.flatMap(({ name, in: place }) => (place === 'query' ? [name] : []));
  return {
    queryNames,
    takes: withPlainLengths(takes) as Schema,
    ...(body && { body: bodySchema(body) }),
    answers,
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

function bodySchemas(): (body: Schema) => Schema {
  const made = new Map<Schema, Schema>();
  return (body) => {
    const known = made.get(body) ?? {
      type: 'object',
      properties: { body: withPlainLengths(body) },
      required: ['body'],
    };
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
