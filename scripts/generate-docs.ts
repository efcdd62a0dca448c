// Writes the generated pages of docs/ and the types of the console; with --check, writes nothing and fails when one is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { adminTypes } from './docs/admin-types.js';
import { pages } from './docs/pages.js';

const ROOT = new URL('../', import.meta.url);

const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values;

const current = (file: string): string | undefined => {
  const path = new URL(file, ROOT);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

const generated = [
  ...pages().map(({ file, text }) => ({ file: `docs/${file}`, text })),
  { file: 'src/console/admin-api.ts', text: await adminTypes() },
];
const stale = generated.filter(({ file, text }) => current(file) !== text);
for (const { file, text } of stale) {
  if (!check) writeFileSync(new URL(file, ROOT), text);
  console.log(check ? `stale: ${file} (npm run docs)` : `wrote ${file}`);
}
if (check && stale.length > 0) process.exitCode = 1;
