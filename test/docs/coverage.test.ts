import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { RULES } from '../../scripts/docs/catalogue.js';
import { RECEIVER_RULES } from '../../src/conformance/rules/receiver.js';

const TESTS = join(import.meta.dirname, '..');

/** The tests, but those of the documents themselves: where a rule is named by those who prove it. */
function testTexts(): string {
  const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  return files
    .filter((file) => !file.startsWith('docs'))
    .map((file) => readFileSync(join(TESTS, file), 'utf8'))
    .join('\n');
}

test('every rule that binds the transmitter, and every rule that is judged, is named by a test', () => {
  const text = testTexts();
  const rules = [...RULES.filter(({ party }) => party !== 'R'), ...RECEIVER_RULES];
  expect(rules.filter(({ id }) => !text.includes(id)).map(({ id }) => id)).toEqual([]);
});
