import { code } from './markdown.js';
import type { PageLanguage } from './blocks.js';

/** A JSON Schema, or one of OpenAPI. */
export type Schema = Readonly<Record<string, unknown>>;

const WORDS = {
  pt: { list: 'lista de', byName: 'por nome:', or: 'ou' },
  en: { list: 'list of', byName: 'by name:', or: 'or' },
} as const;

/** What a place takes, in a few words. `named` says what stands for a reference. */
export function shapeOf(schema: Schema, language: PageLanguage, named: (reference: string) => string): string {
  const words = WORDS[language];
  const {
    $ref,
    const: constant,
    enum: values,
    oneOf,
    allOf,
    type,
    items,
    properties,
    additionalProperties,
    format,
  } = schema;
  const inner = (part: unknown): string => shapeOf(part as Schema, language, named);
  if (typeof $ref === 'string') return named($ref.slice($ref.lastIndexOf('/') + 1));
  if (constant !== undefined) return code(JSON.stringify(constant));
  if (Array.isArray(values)) return values.map((value) => code(String(value))).join(', ');
  if (Array.isArray(oneOf)) return oneOf.map(inner).join(` ${words.or} `);
  if (Array.isArray(allOf)) return allOf.map(inner).join(', ');
  if (typeof properties === 'object') return code(`{ ${Object.keys(properties ?? {}).join(', ')} }`);
  if (type === 'array') return `${words.list} ${inner(items)}`;
  if (type === 'object' && typeof additionalProperties === 'object')
    return `${words.byName} ${inner(additionalProperties)}`;
  return [type, format].filter((each) => typeof each === 'string').join(', ');
}
