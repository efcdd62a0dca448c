import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import {
  type Fields,
  fieldsOf,
  isFields,
  type Operation,
  operationsOf,
  resolve,
  structureSha256,
} from './structure.js';

interface Source {
  readonly file: string;
  readonly api: string;
  readonly version: string;
  readonly structureSha256: string;
}

/** Longer than this, a description is an article and belongs in the documentation. Characters. */
const LONGEST_DESCRIPTION = 400;

const SPEC = new URL('../../spec/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, SPEC), 'utf8');
const open = (file: string): Fields => fieldsOf(parse(read(file)));

const { documents: sources }: { documents: readonly Source[] } = JSON.parse(read('sources.json'));

describe('spec/sources.json', () => {
  test('lists every document of the family, and nothing else', () => {
    const kept = readdirSync(new URL('openfinance/', SPEC)).map((name) => `openfinance/${name}`);
    expect(sources.map(({ file }) => file).toSorted()).toEqual(kept.toSorted());
  });
});

describe.each(sources)('$file', ({ file, api, version, structureSha256: published }) => {
  test(`answers to ${api} ${version}`, () => {
    const info = fieldsOf(open(file)['info']);
    expect(info['version']).toBe(version);
    expect(info['title']).toBe(`${api} ${version} — transmissora`);
  });

  test('has the structure of the published document', () => {
    expect(structureSha256(open(file))).toBe(published);
  });

  test('describes every operation, parameter, body, response and header', () => {
    const parts = partsOf(open(file));
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.filter(([, part]) => !isDescribed(part)).map(([pointer]) => pointer)).toEqual([]);
  });

  test(`keeps every description within ${LONGEST_DESCRIPTION} characters`, () => {
    const descriptions = descriptionsIn(open(file));
    expect(descriptions.filter((description) => description.length > LONGEST_DESCRIPTION)).toEqual([]);
  });
});

describe('the structure of a document', () => {
  test('ignores words, component names and the order of keys', () => {
    expect(structureSha256(sample({ words: 'Outras.', component: 'Id', swapped: true }))).toBe(
      structureSha256(sample()),
    );
  });

  test.each([
    ['a bound', { maxLength: 101 }],
    ['a required field', { required: ['id', 'title'] }],
    ['the version', { version: '1.0.1' }],
    ['a property that is named like a word', { extra: { description: { type: 'string' } } }],
  ])('changes with %s', (_what, change) => {
    expect(structureSha256(sample(change))).not.toBe(structureSha256(sample()));
  });

  test('needs references that lead somewhere', () => {
    const broken = { paths: { '/a': { get: { responses: { '200': { $ref: '#/components/responses/Absent' } } } } } };
    expect(() => structureSha256(broken)).toThrow('not an object or a working reference');
  });
});

type Part = readonly [pointer: string, part: Fields];

const partsOf = (document: Fields): readonly Part[] =>
  operationsOf(document).flatMap((operation) => partsOfOperation(document, operation));

/** What an API user must be told about: the operation and everything that goes in or comes out of it. */
function partsOfOperation(document: Fields, { path, method, fields, parameters }: Operation): readonly Part[] {
  const at = `${method} ${path}`;
  const { requestBody, responses } = fields;
  return [
    [at, fields],
    ...parameters.map((parameter): Part => [`${at} ${String(parameter['name'])}`, parameter]),
    ...(requestBody === undefined ? [] : [[`${at} body`, resolve(document, requestBody)] as const]),
    ...Object.entries(fieldsOf(responses)).flatMap(([status, response]) =>
      partsOfResponse(document, `${at} ${status}`, resolve(document, response)),
    ),
  ];
}

const partsOfResponse = (document: Fields, at: string, response: Fields): readonly Part[] => [
  [at, response],
  ...Object.entries(fieldsOf(response['headers'])).map(
    ([name, header]): Part => [`${at} ${name}`, resolve(document, header)],
  ),
];

const isDescribed = ({ description }: Fields): boolean => typeof description === 'string' && description.trim() !== '';

function descriptionsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(descriptionsIn);
  if (!isFields(value)) return [];
  const { description } = value;
  const own = typeof description === 'string' ? [description] : [];
  return [...own, ...Object.values(value).flatMap(descriptionsIn)];
}

interface Change {
  readonly words?: string;
  readonly component?: string;
  readonly swapped?: boolean;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly version?: string;
  readonly extra?: Fields;
}

function sample(change: Change = {}): Fields {
  const { words = 'Palavras.', component = 'Thing', swapped = false, maxLength = 100 } = change;
  const required = change.required ?? ['id'];
  const properties = {
    id: { maxLength, type: 'string', description: words },
    title: { type: 'string' },
    ...change.extra,
  };
  const schema = swapped ? { properties, required, type: 'object' } : { type: 'object', required, properties };
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${component}` } } };
  return {
    info: { title: words, version: change.version ?? '1.0.0' },
    paths: { '/things': { get: { summary: words, responses: { '200': { description: words, content } } } } },
    components: { schemas: { [component]: schema } },
  };
}
