import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { specFile } from '../../src/paths.js';
import { DOCUMENT_VERSIONS } from '../../src/openfinance/versions.js';

test('RES-064 the version announced is that of a document there is', () => {
  for (const [name, version] of Object.entries(DOCUMENT_VERSIONS)) {
    expect(readFileSync(specFile(`openfinance/${name}-${version}.yaml`), 'utf8')).toMatch(/^openapi: 3/);
  }
  expect(Object.keys(DOCUMENT_VERSIONS)).toHaveLength(15);
});
