import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { everyCommand, program } from '../../src/cli/program.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { anchorsOf, fencesOf, headingsOf, linksOf, pagesBelow, proseOf, read, ROOT, USER_PAGES } from './pages.js';

const HOUSE = ['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'];
const ALL = [
  ...new Set(['README.md', 'README.en.md', ...HOUSE, 'llms.txt', ...pagesBelow('docs'), ...pagesBelow('examples')]),
];

/** What is wrong with a link, or nothing. Addresses elsewhere are not asked for: no test leaves the machine. */
function complaintAbout(link: string, page: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return `${link}: there is no ${target}`;
  if (anchor === undefined) return undefined;
  if (statSync(join(ROOT, target)).isDirectory() || !anchorsOf(read(target)).has(anchor))
    return `${link}: ${target} has no #${anchor}`;
  return undefined;
}

describe('every link leads somewhere', () => {
  test.each(ALL)('%s', (page) => {
    expect(linksOf(read(page)).flatMap((link) => complaintAbout(link, page) ?? [])).toEqual([]);
  });
});

describe('Portuguese and English', () => {
  const inPortuguese = pagesBelow('docs/pt').map((file) => file.replace('docs/pt/', ''));

  test('have the same pages', () => {
    expect(pagesBelow('docs/en').map((file) => file.replace('docs/en/', ''))).toEqual(inPortuguese);
  });

  const TWINS = [['README.md', 'README.en.md'], ...inPortuguese.map((file) => [`docs/pt/${file}`, `docs/en/${file}`])];

  test.each(TWINS)('%s and %s have the same sections and the same blocks, and lead to each other', (pt, en) => {
    const [one, other] = [read(pt!), read(en!)];
    expect(headingsOf(other).map(({ level }) => level)).toEqual(headingsOf(one).map(({ level }) => level));
    expect(fencesOf(other).map(({ language }) => language)).toEqual(fencesOf(one).map(({ language }) => language));
    const targets = (page: string, from: string): string[] => linksOf(page).map((link) => join(dirname(from), link));
    expect(targets(one, pt!)).toContain(en);
    expect(targets(other, en!)).toContain(pt);
  });

  /** As they are written in either language: 1,000 and 0.3 are 1.000 and 0,3. */
  const figuresIn = (page: string): string[] =>
    [...proseOf(page).matchAll(/\d[\d.,]*/g)].map(([figure]) => figure.replaceAll(/[.,]/g, '')).toSorted();

  test.each(['reliability.md', 'scaling.md'])('have the same figures in %s', (file) => {
    expect(figuresIn(read(`docs/pt/${file}`))).toEqual(figuresIn(read(`docs/en/${file}`)));
  });

  test.each(['pt', 'en'])('the index of docs/%s leads to every other page of it', (language) => {
    const index = `docs/${language}/README.md`;
    const linked = linksOf(read(index)).map((link) => join(dirname(index), link));
    const others = pagesBelow(`docs/${language}`).filter((file) => file !== index);
    expect(others.filter((file) => !linked.includes(file))).toEqual([]);
  });
});

const SILENT: Terminal = {
  language: 'en',
  line: () => {},
  note: () => {},
  progress: () => {},
  say: (text) => (typeof text === 'string' ? text : text.en),
  paint: (_, text) => text,
};

describe('what prose names', () => {
  const commands = new Map(everyCommand(program(SILENT, '0.0.0')).map((command) => [command.name(), command]));
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

  /** A command named in a sentence, e.g. `transmissora grade --fail-on warning`: what of it does not exist. */
  function unknownIn(code: string): readonly string[] {
    const [, named = '', rest = ''] = /^(?:npx )?transmissora ([a-z]+)(.*)$/.exec(code) ?? [];
    const script = /^npm run ([a-z:]+)/.exec(code)?.[1];
    if (script !== undefined) return scripts.includes(script) ? [] : [code];
    if (named === '') return [];
    const options = commands.get(named)?.options.map(({ long }) => long);
    if (!options) return [code];
    return [...rest.matchAll(/ (--[a-z-]+)/g)]
      .map(([, flag]) => flag!)
      .filter((flag) => ![...options, '--help'].includes(flag));
  }

  test.each(['README.md', 'README.en.md'])('%s begins with two commands, and with the package one', (page) => {
    expect(fencesOf(read(page))[0]).toMatchObject({ language: 'bash', text: 'npm ci && npm start\n' });
    expect(read(page)).toContain('`npx transmissora start`');
    expect(read(page)).toContain('`npm cit`');
  });

  test.each(USER_PAGES)('%s names only scenarios that exist', (page) => {
    const names = [
      ...read(page).matchAll(/(?:--scenario|demo|scenario:|scenarios\/) ?'?([a-z]+(?:-[a-z]+)+)(?![a-z-]|\.yaml)/g),
    ];
    const unknown = names
      .map(([, name]) => name!)
      .filter((name) => !existsSync(join(ROOT, `fixtures/scenarios/${name}.yaml`)));
    expect(unknown).toEqual([]);
  });

  test.each(USER_PAGES)('%s names only commands, flags and scripts that exist', (page) => {
    const codes = [...proseOf(read(page)).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');
    expect(codes.flatMap(unknownIn)).toEqual([]);
  });
});
