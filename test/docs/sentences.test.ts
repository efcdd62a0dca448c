import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { everyCommand, program } from '../../src/cli/program.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { ALL_PAGES, codesOf, CURRENT_PAGES, fencesOf, read, ROOT, USER_PAGES } from './pages.js';
import { TRIED_ELSEWHERE } from './sentences.js';

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
  /** Of docker, curl, npm and Node.js. */
  const FLAGS_OF_OTHERS = ['--hostname', '--build-arg', '--cacert', '--ignore-scripts', '--experimental-vm-modules'];
  const ours = [...commands.values()].flatMap(({ options }) => options.map(({ long }) => long));
  const flags = new Set([...ours, '--help', ...FLAGS_OF_OTHERS]);
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

  /** A command named in a sentence, e.g. `transmissora grade --fail-on warning`: what of it does not exist. */
  function unknownIn(code: string): readonly string[] {
    const [, named = '', rest = ''] = /^(?:npx )?transmissora ([a-z]+)(.*)$/.exec(code) ?? [];
    const script = /^npm run ([a-z:]+)/.exec(code)?.[1];
    if (script !== undefined) return scripts.includes(script) ? [] : [code];
    if (/^--[a-z]/.test(code)) return flags.has(code.split(/[ =]/)[0]!) ? [] : [code];
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

  test.each(CURRENT_PAGES)('%s names only commands, flags and scripts that exist', (page) => {
    expect(codesOf(read(page)).flatMap(unknownIn)).toEqual([]);
  });
});

describe('a command in a sentence that no test types', () => {
  const codes = ALL_PAGES.flatMap((page) => codesOf(read(page)));

  test.each(TRIED_ELSEWHERE)('%s stands on some page, and is tried by %s', (command, by) => {
    expect(codes.filter((code) => command.test(code))).not.toEqual([]);
    expect(existsSync(join(ROOT, by))).toBe(true);
  });

  test.each(ALL_PAGES)('%s names only files that exist to npm test and to node', (page) => {
    const named = codesOf(read(page)).flatMap((code) => {
      const [, tests = ''] = /npm test -- (.*)$/.exec(code) ?? [];
      return tests.split(' ').filter((path) => path.startsWith('test/'));
    });
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
