import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { specFile } from '../../src/paths.js';
import { type Fields, fieldsOf, operationsOf, resolve } from '../spec/structure.js';

const document: Fields = parse(readFileSync(specFile('admin.yaml'), 'utf8'));

/** One call of the admin API, as `spec/admin.yaml` describes it. */
export interface AdminCall {
  readonly id: string;
  readonly method: string;
  /** As the document writes it, e.g. `/clocks/{name}`. */
  readonly path: string;
  readonly statuses: readonly string[];
  readonly body?: {
    readonly required: boolean;
    readonly schema: Fields;
    readonly examples: readonly { readonly type: string; readonly value: unknown }[];
  };
}

export const CALLS: readonly AdminCall[] = operationsOf(document).map(({ method, path, fields }) => ({
  id: String(fields['operationId']),
  method: method.toUpperCase(),
  path,
  statuses: Object.keys(fieldsOf(fields['responses'])),
  ...(fields['requestBody'] !== undefined && { body: bodyOf(resolve(document, fields['requestBody'])) }),
}));

function bodyOf({ required, content }: Fields): NonNullable<AdminCall['body']> {
  const media = Object.entries(fieldsOf(content)).map(([type, value]) => [type, fieldsOf(value)] as const);
  return {
    required: required === true,
    schema: fieldsOf(fieldsOf(fieldsOf(content)['application/json'])['schema']),
    examples: media.flatMap(([type, { example }]) => (example === undefined ? [] : [{ type, value: example }])),
  };
}

/** A value inside a body, by the keys that lead to it, with the schema it is held to. */
export interface Place {
  readonly keys: readonly (string | number)[];
  readonly schema: Fields;
}

/** Every value a body may hold, the body itself first. Of alternatives, the last is followed: it is the richest. */
export function placesIn(schema: unknown, keys: Place['keys'] = []): readonly Place[] {
  const here = flat(schema);
  const alternatives = here['oneOf'] as readonly unknown[] | undefined;
  const inner = flat(alternatives?.at(-1) ?? here);
  const below = Object.entries(fieldsOf(inner['properties'])).map(([name, field]) => [name, field] as const);
  return [
    { keys, schema: here },
    ...below.flatMap(([name, field]) => placesIn(field, [...keys, name])),
    ...(inner['items'] === undefined ? [] : placesIn(inner['items'], [...keys, 0])),
  ];
}

/** A body with every field in it, of the right types. It says nothing sensible. */
export function sampleOf(schema: unknown): unknown {
  const { oneOf, type, properties, items, enum: values, minimum } = flat(schema);
  if (Array.isArray(oneOf)) return sampleOf(oneOf.at(-1));
  if (Array.isArray(values)) return values[0];
  if (type === 'array') return [sampleOf(items)];
  if (type === 'boolean') return true;
  if (type === 'integer') return minimum ?? 1;
  if (type === 'string') return 'sample-1';
  return Object.fromEntries(Object.entries(fieldsOf(properties)).map(([name, field]) => [name, sampleOf(field)]));
}

/** A schema with its references followed and its parts put together. */
function flat(schema: unknown): Fields {
  const { allOf, ...own } = resolve(document, schema);
  const parts = Array.isArray(allOf) ? allOf.map(flat) : [];
  return Object.assign({}, ...parts, own);
}

/** A copy of `body` with one value in it replaced, or taken out when `value` is undefined. */
export function withValue(body: unknown, [key, ...rest]: Place['keys'], value: unknown): unknown {
  if (key === undefined) return value;
  const inner = withValue((body as Record<string | number, unknown>)[key], rest, value);
  if (Array.isArray(body)) return body.map((item, index) => (index === key ? inner : item));
  return { ...(body as object), [key]: inner };
}

/** Values of another type than the schema's; none where anything goes. */
export const ofWrongType = ({ type, oneOf }: Fields): readonly unknown[] =>
  type === undefined && oneOf === undefined ? [] : [type === 'string' ? 7 : 'many', null];
