// Writes the generated pages of docs/; with --check, writes nothing and fails when one of them is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pages } from './docs/pages.js';

const DOCS = new URL('../docs/', import.meta.url);

const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values;

const current = (file: string): string | undefined => {
  const path = new URL(file, DOCS);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

const stale = pages().filter(({ file, text }) => current(file) !== text);
for (const { file, text } of stale) {
  if (!check) writeFileSync(new URL(file, DOCS), text);
  console.log(check ? `stale: docs/${file} (npm run docs)` : `wrote docs/${file}`);
}
if (check && stale.length > 0) process.exitCode = 1;
