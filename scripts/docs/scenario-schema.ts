import { readFileSync } from 'node:fs';
import { code, table } from './markdown.js';
import { said } from './words.js';
import { type Schema, shapeOf } from './shapes.js';
import type { PageLanguage } from './blocks.js';

const FILE = new URL('../../fixtures/scenario.schema.json', import.meta.url);

const HEADS = {
  pt: ['Chave', 'O que aceita', 'O que é'],
  en: ['Key', 'What it takes', 'What it is'],
};
const NEEDED = { pt: '(obrigatória)', en: '(required)' };
const DEFAULT = { pt: 'Se nada for dito', en: 'By default' };
const FILE_ITSELF = { pt: 'O arquivo', en: 'The file' };

/** Every key of a scenario file: the file itself, then each thing it is made of. */
export function scenarioKeys(language: PageLanguage): string {
  const { definitions, ...file } = JSON.parse(readFileSync(FILE, 'utf8')) as { definitions: Record<string, Schema> };
  const isObject = (name: string): boolean => definitions[name]?.['properties'] !== undefined;
  const named = (name: string): string => {
    if (isObject(name)) return `[${name}](#${name.toLowerCase()})`;
    const definition = definitions[name] ?? {};
    return name === 'type' || name === 'status' ? `[${name}](#${name})` : shapeOf(definition, language, named);
  };
  const rowsOf = (schema: Schema, path = ''): readonly (readonly string[])[] => {
    const required = (schema['required'] ?? []) as readonly string[];
    return Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).flatMap(([key, place]) => {
      const needed = required.includes(key) ? ` ${NEEDED[language]}` : '';
      const shape = place['properties'] === undefined ? shapeOf(place, language, named) : '';
      return [
        [`${code(path + key)}${needed}`, shape, sayingOf(place, definitions, language)],
        ...(place['properties'] === undefined ? [] : rowsOf(place, `${path}${key}.`)),
      ];
    });
  };
  const parts = Object.entries(definitions).filter(([name]) => isObject(name));
  return [
    `### ${FILE_ITSELF[language]}`,
    table(HEADS[language], rowsOf(file)),
    ...parts.flatMap(([name, schema]) => [`### ${name}`, table(HEADS[language], rowsOf(schema))]),
    ...['type', 'status'].flatMap((name) => [`### ${name}`, shapeOf(definitions[name] ?? {}, language, named)]),
  ].join('\n\n');
}

/** Its own description, else that of what it refers to; and its default. */
function sayingOf(place: Schema, definitions: Readonly<Record<string, Schema>>, language: PageLanguage): string {
  const reference = typeof place['$ref'] === 'string' ? definitions[place['$ref'].slice('#/definitions/'.length)] : {};
  const description = place['description'] ?? reference?.['description'];
  const fallback =
    place['default'] === undefined
      ? []
      : [`${DEFAULT[language]}: ${code(JSON.stringify(place['default']).replaceAll('"', ''))}.`];
  return [...(typeof description === 'string' ? [said(description, language)] : []), ...fallback].join(' ');
}
