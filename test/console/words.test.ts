import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CAUSES } from '../../src/console/words/causes.js';
import { EN } from '../../src/console/words/en.js';
import { PT } from '../../src/console/words/pt.js';
import { TITLES } from '../../src/console/words/scenario-titles.js';
import { ScenarioLibrary } from '../../src/scenarios/library.js';
import { FIXTURES } from '../../src/paths.js';

const places = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();

test('everything the console says is there in both languages, with the same places to fill', () => {
  expect(Object.keys(EN)).toEqual(Object.keys(PT));
  const differing = Object.entries(PT).filter(
    ([word, text]) => text.trim() === '' || String(places(text)) !== String(places(EN[word as keyof typeof PT])),
  );
  expect(differing).toEqual([]);
});

test('the console says nothing nobody asked it to', () => {
  const folder = join(import.meta.dirname, '../../src/console');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('words'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
  // `say(\`status.${…}\`)` asks for every word that begins so.
  const families = [...sources.matchAll(/`([a-z.]+\.)\$\{/g)].map(([, start]) => start ?? '');
  const unused = Object.keys(PT).filter(
    (word) => !sources.includes(`'${word}'`) && !families.some((start) => word.startsWith(start)),
  );
  expect(unused).toEqual([]);
});

test('every scenario that comes with the project has a title in Portuguese', async () => {
  expect(Object.keys(TITLES).toSorted()).toEqual([...(await new ScenarioLibrary(FIXTURES).names())].toSorted());
});

test('every step of a scenario that comes with the project is narrated in both languages', async () => {
  const library = new ScenarioLibrary(FIXTURES);
  const scenarios = await Promise.all((await library.names()).map((name) => library.read(name)));
  const silent = scenarios.flatMap(({ name, steps = [] }) =>
    steps.flatMap(({ say }, index) => (typeof say === 'object' && say.pt && say.en ? [] : [`${name} ${index + 1}`])),
  );
  expect(silent).toEqual([]);
});

test('every cause the server gives by itself, or a scenario that comes with the project, is told in both languages', () => {
  const textOf = (folder: string, ending: string): string =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith(ending))
      .map((path) => readFileSync(join(folder, path), 'utf8'))
      .join('\n');
  const server = textOf(join(import.meta.dirname, '../../src/openfinance'), '.ts');
  const scenarios = textOf(join(FIXTURES, 'scenarios'), '.yaml');
  const given = [
    ...[...server.matchAll(/\bcause(?: =|:)(?: cause \?\?)? '([^']+)'|'(approver \w+)'/g)].map(
      ([, one, other]) => one ?? other ?? '',
    ),
    ...[...scenarios.matchAll(/\bcause: ([^,}\n]+?) *[,}\n]/g)].map(([, text = '']) => text),
  ];
  expect(given.length).toBeGreaterThan(15);
  expect(given.filter((cause) => CAUSES[cause] === undefined)).toEqual([]);
});
