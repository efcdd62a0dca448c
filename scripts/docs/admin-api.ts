import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { specFile } from '../../src/paths.js';
import { code, table } from './markdown.js';
import { said } from './words.js';
import { type Schema, shapeOf } from './shapes.js';
import type { PageLanguage } from './blocks.js';

const METHODS = ['get', 'post', 'put', 'delete'];

const HEADS = {
  pt: ['Campo', 'O que aceita', 'O que é'],
  en: ['Field', 'What it takes', 'What it is'],
};
const NEEDED = { pt: '(obrigatório)', en: '(required)' };
const IN_QUERY = { pt: 'na consulta', en: 'in the query' };
const ANSWERS = { pt: 'Responde', en: 'Answers' };

const document = parse(readFileSync(specFile('admin.yaml'), 'utf8')) as Schema;
const fieldsOf = (value: unknown): Schema => (value ?? {}) as Schema;

function follow(value: unknown): Schema {
  const { $ref } = fieldsOf(value);
  if (typeof $ref !== 'string') return fieldsOf(value);
  const keys = $ref.slice('#/'.length).split('/');
  return follow(keys.reduce<unknown>((at, key) => fieldsOf(at)[key], document));
}

/** Every call of the admin API, by tag: what it does, what it takes, and an example of its body. */
export function adminCalls(language: PageLanguage): string {
  const tags = document['tags'] as readonly { readonly name: string; readonly description: string }[];
  const calls = Object.entries(fieldsOf(document['paths'])).flatMap(([path, item]) =>
    METHODS.filter((method) => method in fieldsOf(item)).map((method) => ({
      name: `${method.toUpperCase()} /__admin${path}`,
      operation: fieldsOf(fieldsOf(item)[method]),
    })),
  );
  return tags
    .flatMap(({ name: tag, description }) => [
      `### ${tag}`,
      said(description, language),
      ...calls
        .filter(({ operation }) => (operation['tags'] as readonly string[])[0] === tag)
        .flatMap(({ name, operation }) => callOf(name, operation, language)),
    ])
    .join('\n\n');
}

function callOf(name: string, operation: Schema, language: PageLanguage): readonly string[] {
  const { summary, description, parameters, requestBody, responses } = operation;
  const sentence = said(String(description).trim(), language);
  const media = fieldsOf(fieldsOf(follow(requestBody)['content'])['application/json']);
  const rows = [...queryRows(parameters, language), ...bodyRows(media['schema'], language)];
  const statuses = Object.keys(fieldsOf(responses)).map(code).join(', ');
  return [
    `#### ${code(name)}`,
    language === 'pt' ? `${String(summary)}. ${sentence}` : sentence,
    ...(rows.length > 0 ? [table(HEADS[language], rows)] : []),
    ...(media['example'] === undefined
      ? []
      : [[`\`\`\`json ${name}`, JSON.stringify(media['example'], undefined, 2), '```'].join('\n')]),
    `${ANSWERS[language]} ${statuses}.`,
  ];
}

const queryRows = (parameters: unknown, language: PageLanguage): readonly (readonly string[])[] =>
  ((parameters ?? []) as readonly unknown[])
    .map(follow)
    .filter((parameter) => parameter['in'] === 'query')
    .map(({ name, schema, description }) => [
      `${code(String(name))} (${IN_QUERY[language]})`,
      shape(schema, language),
      said(String(description), language),
    ]);

/** A row for each field, and for each field of what is inside; of a list, of its items. */
function bodyRows(schema: unknown, language: PageLanguage, path = ''): readonly (readonly string[])[] {
  const { type, items, oneOf, allOf, properties, required } = follow(schema);
  if (Array.isArray(allOf)) return allOf.flatMap((part) => bodyRows(part, language, path));
  if (Array.isArray(oneOf) && path === '') return oneOf.flatMap((part) => bodyRows(part, language, path));
  if (type === 'array') return bodyRows(items, language, `${path}[].`);
  const needed = (required ?? []) as readonly string[];
  return Object.entries(fieldsOf(properties)).flatMap(([key, place]) => {
    const mark = needed.includes(key) ? ` ${NEEDED[language]}` : '';
    const description = fieldsOf(place)['description'] ?? follow(place)['description'];
    const isNested =
      follow(place)['properties'] !== undefined || follow(follow(place)['items'])['properties'] !== undefined;
    return [
      [
        `${code(`${path}${key}`)}${mark}`,
        shape(place, language),
        typeof description === 'string' ? said(description.trim(), language) : '',
      ],
      ...(isNested
        ? bodyRows(place, language, follow(place)['type'] === 'array' ? `${path}${key}` : `${path}${key}.`)
        : []),
    ];
  });
}

const shape = (schema: unknown, language: PageLanguage): string =>
  shapeOf(follow(schema), language, (name) => shape({ $ref: `#/components/schemas/${name}` }, language));
