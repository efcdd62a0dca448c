import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { OpenApiSpecLoader, type Spec } from 'express-openapi-validator/dist/framework/openapi.spec.loader.js';
import { parse } from 'yaml';
import { basePathsOf, dereferenced, routesOf } from '../../src/http/routes.js';
import { specFile } from '../../src/paths.js';

const FILES = readdirSync(specFile(''), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
const read = (file: string) => parse(readFileSync(join(specFile(''), file), 'utf8'));

/** What the validator itself makes of a document; it holds it to OpenAPI's schema on the way. */
const loadedBy = (apiDoc: Spec['apiDoc']): Promise<Spec> =>
  new OpenApiSpecLoader({ apiDoc, validateApiSpec: true, $refParser: { mode: 'dereference' } }).load();

describe.each(FILES)('%s', (file) => {
  test('is an OpenAPI document, with the routes and references its validator finds in it', async () => {
    const ours = dereferenced(read(file));
    const { apiDoc, basePaths, routes } = await loadedBy(read(file));
    expect(basePathsOf(ours)).toEqual(basePaths);
    const byName = ({ method, expressRoute }: { method: string; expressRoute: string }) => `${method} ${expressRoute}`;
    const ordered = (all: Spec['routes']) =>
      all
        .map((route) => ({ ...route, pathParams: route.pathParams.toSorted() }))
        .toSorted((one, other) => (byName(one) < byName(other) ? -1 : 1));
    expect(ordered(routesOf(ours))).toEqual(ordered(routes));
    expect(ours.paths).toEqual(apiDoc.paths);
  });
});

test('a fixed path comes before one with a parameter in its place', () => {
  const document = { openapi: '3.0.3', paths: { '/a/{id}': { get: {} }, '/a/list': { get: {} } } };
  expect(routesOf(document).map(({ expressRoute }) => expressRoute)).toEqual(['/a/list', '/a/:id']);
});

test('a reference that leads nowhere is said', () => {
  expect(() => dereferenced({ paths: { $ref: '#/components/none' } })).toThrow('the document has no #/components/none');
});
