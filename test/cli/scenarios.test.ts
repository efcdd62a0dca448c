import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIXTURES } from '../../src/paths.js';
import { ScenarioLibrary } from '../../src/scenarios/library.js';
import { builtCommand } from './command.js';

let command: Awaited<ReturnType<typeof builtCommand>>;
beforeAll(async () => {
  command = await builtCommand();
  await Promise.all(
    Object.entries(FILES).map(([name, lines]) => writeFile(join(command.folder, name), lines.join('\n'))),
  );
});
afterAll(() => command[Symbol.asyncDispose]());

const FILES = {
  'good.yaml': ['name: good', 'about: One customer.', 'customers:', '  ana: { cpf: "52998224725" }'],
  'typo.yaml': ['name: typo', 'about: One mistake.', 'customers:', '  ana: { cfp: "52998224725" }'],
  'rules.yaml': [
    'name: rules',
    'about: A loan never waits for an approver to come back.',
    'customers:',
    '  ana:',
    '    cpf: "52998224725"',
    '    resources:',
    '      - { id: loan-1, type: LOAN, status: UNAVAILABLE, timeline: [ { at: P1D, to: AVAILABLE } ] }',
  ],
};

describe('transmissora scenarios', () => {
  test('lists every shipped scenario with what it is about, a line each, in the reader’s language', async () => {
    const library = new ScenarioLibrary(FIXTURES);
    const names = await library.names();
    const [pt, en] = await Promise.all(
      ['pt', 'en'].map((language) => command.run(['scenarios'], { env: { TRANSMISSORA_LANG: language } })),
    );
    for (const listed of [pt, en]) {
      expect(listed).toMatchObject({ code: 0, err: '' });
      expect(
        listed?.out
          .trimEnd()
          .split('\n')
          .map((line) => line.split(' ')[0]),
      ).toEqual(names);
    }
    const about = (await library.read('demo')).about as { pt: string; en: string };
    expect([pt?.out.includes(about.pt), en?.out.includes(about.en)]).toEqual([true, true]);
  });

  test('stops when nobody reads any more', async () => {
    expect(await command.runUnread(['scenarios'])).toMatchObject({ code: 0, signal: null, err: '' });
  });
});

describe('transmissora scenarios validate', () => {
  test('ends with 0 when every file and name is as it should be', async () => {
    const { code, out, err } = await command.run(['scenarios', 'validate', 'good.yaml', 'demo']);
    expect({ code, out, err }).toEqual({ code: 0, out: 'good.yaml: ok\ndemo: ok\n', err: '' });
  });

  test('ends with 2 and a line for each that is not: file, line, key and what is allowed', async () => {
    const { code, out, err } = await command.run([
      'scenarios',
      'validate',
      'typo.yaml',
      'rules.yaml',
      'good.yaml',
      'nope',
    ]);
    const [typo, rules, nope, ...rest] = err.trimEnd().split('\n');
    expect({ code, out, rest }).toEqual({ code: 2, out: 'good.yaml: ok\n', rest: [] });
    expect(typo).toMatch(/^typo\.yaml:4: customers\.ana\.cfp is not a known key; allowed: cpf, /);
    expect(rules).toMatch(/^rules\.yaml:7: .*loan-1.*UNAVAILABLE/);
    expect(nope).toMatch(/^o cenário "nope" não existe; existem: /);
  });
});
