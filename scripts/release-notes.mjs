// Prints what the changelog says of the release a tag stands for; fails when tag, version and changelog disagree.
// node scripts/release-notes.mjs v1.2.3 [FOLDER]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [tag = '', folder = '.'] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const changelog = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');

/** The text between a version's heading and the next. */
const notes = changelog
  .split(/^## /m)
  .find((part) => part.startsWith(`[${version}] - `))
  ?.replace(/^.*\n/, '')
  .trim();

if (tag !== `v${version}`) fail(`the tag is ${tag}, the version in package.json is ${version}`);
else if (!notes) fail(`CHANGELOG.md has nothing under "## [${version}] - DATE"`);
else console.log(notes);

function fail(reason) {
  console.error(reason);
  process.exitCode = 1;
}
