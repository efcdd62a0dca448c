import { createHash } from 'node:crypto';

/** An object of an OpenAPI document, its values not yet looked at. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly fields: Fields;
  /** Those of the path come first, then the operation's own; references resolved. */
  readonly parameters: readonly Fields[];
}

/** Keys that carry words or presentation only: two documents that differ in them have the same structure. */
const WORDS: ReadonlySet<string> = new Set([
  'description',
  'summary',
  'example',
  'examples',
  'title',
  'externalDocs',
  'tags',
  'deprecated',
]);
const SETS: ReadonlySet<string> = new Set(['required', 'enum']);
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const refOf = (value: unknown): string | undefined => {
  const ref = fieldsOf(value)['$ref'];
  return typeof ref === 'string' ? ref : undefined;
};

function lookUp(document: Fields, ref: string): unknown {
  const keys = ref.slice('#/'.length).split('/');
  return keys.reduce<unknown>((at, key) => fieldsOf(at)[key.replace(/~1/g, '/').replace(/~0/g, '~')], document);
}

/** The object itself, or what its reference leads to; a reference that leads nowhere is an error. */
export function resolve(document: Fields, value: unknown): Fields {
  const ref = refOf(value);
  if (ref !== undefined) return resolve(document, lookUp(document, ref));
  if (!isFields(value)) throw new TypeError(`not an object or a working reference: ${JSON.stringify(value)}`);
  return value;
}

export function operationsOf(document: Fields): readonly Operation[] {
  return Object.entries(fieldsOf(document['paths'])).flatMap(([path, item]) => operationsAt(document, path, item));
}

function operationsAt(document: Fields, path: string, item: unknown): readonly Operation[] {
  const { parameters: shared, ...rest } = fieldsOf(item);
  return METHODS.filter((method) => isFields(rest[method])).map((method) => {
    const fields = fieldsOf(rest[method]);
    const parameters = [...listOf(shared), ...listOf(fields['parameters'])].map((p) => resolve(document, p));
    return { path, method, fields, parameters };
  });
}

/** What is left of a value without words: references inlined, keys sorted, `required` and `enum` in one order. */
function bare(document: Fields, value: unknown, seen: readonly string[] = [], keysAreNames = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(document, item, seen));
  if (!isFields(value)) return value;
  const ref = refOf(value);
  if (ref !== undefined) return bareTarget(document, ref, seen, keysAreNames);
  const keys = Object.keys(value).sort();
  const kept = keysAreNames ? keys : keys.filter((key) => !WORDS.has(key) && !key.startsWith('x-'));
  return Object.fromEntries(kept.map((key) => [key, bareField(document, value, key, seen, keysAreNames)]));
}

function bareTarget(document: Fields, ref: string, seen: readonly string[], keysAreNames: boolean): unknown {
  return seen.includes(ref) ? '(recursive)' : bare(document, lookUp(document, ref), [...seen, ref], keysAreNames);
}

function bareField(document: Fields, owner: Fields, key: string, seen: readonly string[], keyIsName: boolean): unknown {
  const field = bare(document, owner[key], seen, !keyIsName && key === 'properties');
  return !keyIsName && SETS.has(key) && Array.isArray(field) ? field.toSorted(byText) : field;
}

const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : Number(String(a) > String(b)));

type Entry = readonly [string, unknown];
const sortedByName = (entries: readonly Entry[]): Fields =>
  Object.fromEntries(entries.toSorted(([a], [b]) => byText(a, b)));

const headersOf = (document: Fields, headers: unknown): Fields =>
  sortedByName(
    Object.entries(fieldsOf(headers)).map(([name, header]) => [
      name.toLowerCase(),
      bare(document, resolve(document, header)),
    ]),
  );

const contentOf = (document: Fields, content: unknown): Fields =>
  sortedByName(
    Object.entries(fieldsOf(content)).map(([type, media]) => [
      type.replace(/\s+/g, '').toLowerCase(),
      bare(document, fieldsOf(media)['schema'] ?? {}),
    ]),
  );

const parametersOf = (document: Fields, parameters: readonly Fields[]): Fields =>
  sortedByName(
    parameters.map((parameter) => [
      `${String(parameter['in'])}:${String(parameter['name']).toLowerCase()}`,
      { required: parameter['required'] === true, schema: bare(document, parameter['schema'] ?? {}) },
    ]),
  );

function bodyOf(document: Fields, body: unknown): Fields | null {
  if (body === undefined) return null;
  const fields = resolve(document, body);
  return { required: fields['required'] === true, content: contentOf(document, fields['content']) };
}

const responsesOf = (document: Fields, responses: unknown): Fields =>
  sortedByName(
    Object.entries(fieldsOf(responses)).map(([status, response]) => {
      const { headers, content } = resolve(document, response);
      return [status, { headers: headersOf(document, headers), content: contentOf(document, content) }];
    }),
  );

const operationStructure = (document: Fields, { fields, parameters }: Operation): Fields => ({
  operationId: fields['operationId'],
  parameters: parametersOf(document, parameters),
  requestBody: bodyOf(document, fields['requestBody']),
  responses: responsesOf(document, fields['responses']),
  security: bare(document, fields['security'] ?? document['security'] ?? []),
});

function pathsOf(document: Fields): Fields {
  const paths = new Map<string, Fields>();
  for (const operation of operationsOf(document)) {
    const { path, method } = operation;
    paths.set(path, { ...paths.get(path), [method]: operationStructure(document, operation) });
  }
  return Object.fromEntries(paths);
}

/** Version and operations of a document, free of words and of component names. Paths keep the document's order. */
const structureOf = (document: Fields): Fields => ({
  version: fieldsOf(document['info'])['version'],
  paths: pathsOf(document),
});

export const structureSha256 = (document: Fields): string =>
  createHash('sha256')
    .update(JSON.stringify(structureOf(document)))
    .digest('hex');
