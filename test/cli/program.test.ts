import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CommanderError } from 'commander';
import { UnreachableError } from '../../src/cli/admin-client.js';
import { everyCommand, exitCodeOf, program } from '../../src/cli/program.js';
import { ApiError, Refusal, UsageError } from '../../src/core/errors.js';
import { SETTING_KEYS, flagOf, variableOf } from '../../src/settings.js';
import { paperTerminal } from './terminal.js';

const helpsIn = (language: 'pt' | 'en'): ReadonlyMap<string, string> =>
  new Map(
    everyCommand(program(paperTerminal(language), '1.2.3')).map((command) => [
      [command.parent?.name(), command.name()].join(' ').trim(),
      command.helpInformation(),
    ]),
  );

/** Words commander or we would have left in the other language. */
const ENGLISH = /\b(Usage|Options|Arguments|Commands|display|output|the|Print|Show|Address|Issue|List|Serve|Play)\b/;
const PORTUGUESE = /\b(Uso|Opções|Argumentos|Comandos|Mostra|Porta|Onde|Emite|Lista|Sobe|Encena|de|do)\b/;

describe('the help', () => {
  const [pt, en] = [helpsIn('pt'), helpsIn('en')];

  test('is there for every command', () => {
    expect([...pt.keys()]).toEqual([
      'transmissora',
      'transmissora start',
      'transmissora demo',
      'transmissora scenarios',
      'scenarios list',
      'scenarios validate',
      'transmissora token',
      'transmissora certs',
      'transmissora conform',
      'transmissora grade',
      'transmissora coverage',
      'transmissora doctor',
    ]);
  });

  test.each([...pt])('of %s is in Portuguese', (_name, help) => {
    expect(help).toMatch(/^Uso: /);
    expect(help).not.toMatch(ENGLISH);
  });

  test.each([...en])('of %s is in English', (_name, help) => {
    expect(help).toMatch(/^Usage: /);
    expect(help).not.toMatch(PORTUGUESE);
  });

  test.each([...pt])('of %s names in Portuguese what one writes in a place', (name, help) => {
    const placesOf = (text = ''): readonly string[] => text.match(/[<[][a-zà-ú|=.-]+[>\]]/g) ?? [];
    const inEnglish = placesOf(en.get(name));
    const same = ['<token>', '<url>', '<id>', '<true|false>'];
    expect(placesOf(help)).toHaveLength(inEnglish.length);
    expect(placesOf(help).filter((place) => !same.includes(place) && inEnglish.includes(place))).toEqual([]);
  });

  test.each([...pt])('of %s says something about every flag and command', (_name, help) => {
    const lines = help.split('\n').filter((line) => /^ {2}(-|\w)/.test(line));
    expect(lines.filter((line) => !/^ {2}\S.* {2,}\S/.test(line))).toEqual([]);
  });

  test.each([
    ['pt', 'Para começar: transmissora start. '],
    ['en', 'To begin: transmissora start. '],
  ] as const)('in %s ends with how to begin, and where to read on', async (language, words) => {
    let shown = '';
    const command = program(paperTerminal(language), '1.2.3').configureOutput({ writeOut: (text) => (shown += text) });
    await expect(command.parseAsync(['--help'], { from: 'user' })).rejects.toThrow(CommanderError);
    const [last = ''] = shown.trim().split('\n').slice(-1);
    expect(last).toContain(words);
    expect(existsSync(/docs\/\S+\.md/.exec(last)?.[0] ?? '')).toBe(true);
  });

  test('of start shows every setting with its flag and its variable', () => {
    const help = pt.get('transmissora start')?.replaceAll(/\s+/g, ' ');
    for (const key of SETTING_KEYS) {
      expect(help).toContain(`--${flagOf(key)} `);
      expect(help).toContain(`[${variableOf(key)}]`);
    }
  });
});

describe('a command that cannot be run', () => {
  const CASES: readonly (readonly [args: readonly string[], pt: string, en: string])[] = [
    [
      ['start', '--prot', '1'],
      'não existe a opção --prot; você quis dizer --port? (veja transmissora start --help)',
      'there is no option --prot; did you mean --port? (see transmissora start --help)',
    ],
    [
      ['grade', '--everything'],
      'não existe a opção --everything (veja transmissora grade --help)',
      'there is no option --everything (see transmissora grade --help)',
    ],
    [
      ['start', 'now'],
      'argumentos demais: 1 em vez de 0 (veja transmissora start --help)',
      'too many arguments: 1 instead of 0 (see transmissora start --help)',
    ],
    [
      ['start', '--port'],
      '--port <número>: falta o valor (veja transmissora start --help)',
      '--port <number>: the value is missing (see transmissora start --help)',
    ],
    [
      ['scenarios', 'validate'],
      'falta o argumento <arquivos> (veja transmissora scenarios validate --help)',
      'the argument <files> is missing (see transmissora scenarios validate --help)',
    ],
    [
      ['scenario'],
      'não existe o comando scenario; você quis dizer scenarios? (veja transmissora --help)',
      'there is no command scenario; did you mean scenarios? (see transmissora --help)',
    ],
    [
      ['publish'],
      'não existe o comando publish (veja transmissora --help)',
      'there is no command publish (see transmissora --help)',
    ],
  ];
  const LANGUAGES = ['pt', 'en'] as const;

  test.each(CASES)('is refused in one line, in the language of the terminal: %j', async (args, ...lines) => {
    for (const [index, language] of LANGUAGES.entries()) {
      const terminal = paperTerminal(language);
      const error = await program(terminal, '1.2.3')
        .parseAsync(args, { from: 'user' })
        .catch((thrown: unknown) => thrown);
      expect(exitCodeOf(error, terminal)).toBe(2);
      expect(terminal.err).toEqual([lines[index]]);
    }
  });

  test('is refused in the words of commander where we have none', () => {
    const terminal = paperTerminal();
    const start = program(terminal, '1.2.3').commands[0]!;
    expect(() => start.error('error: new in commander', { code: 'commander.newRefusal' })).toThrow(CommanderError);
    expect(terminal.err).toEqual(['new in commander (transmissora start --help)']);
  });
});

describe('the exit code', () => {
  const row = { status: 422, code: 'X', title: 'X', detail: 'no' };
  test.each([
    ['0 when help or version was asked for', new CommanderError(0, 'commander.help', ''), 0],
    ['2 for wrong usage', new UsageError('no'), 2],
    ['2 for what the rules refuse', new Refusal('conflict', 'no'), 2],
    ['2 for what the official API refuses', new ApiError(row), 2],
    ['11 when nothing answers', new UnreachableError('no'), 11],
    ['1 for our own bugs', new RangeError('bug'), 1],
    ['1 for whatever else is thrown', 'no', 1],
  ])('is %s', (_what, error, code) => expect(exitCodeOf(error, paperTerminal())).toBe(code));

  test('comes with the message alone for what the person can mend, and with the stack for our bugs', () => {
    const terminal = paperTerminal();
    const mine = { pt: 'conserte isto', en: 'mend this' };
    for (const error of [new UsageError(mine), new UnreachableError(mine), new RangeError('bug')])
      exitCodeOf(error, terminal);
    expect(terminal.err.slice(0, 2)).toEqual(['conserte isto', 'conserte isto']);
    expect(terminal.err[2]).toMatch(/^RangeError: bug\n {4}at /);
    expect(new UsageError(mine).message).toBe('mend this');
  });
});
