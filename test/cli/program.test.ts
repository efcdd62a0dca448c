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

  test.each([...pt])('of %s says something about every flag and command', (_name, help) => {
    const lines = help.split('\n').filter((line) => /^ {2}(-|\w)/.test(line));
    expect(lines.filter((line) => !/^ {2}\S.* {2,}\S/.test(line))).toEqual([]);
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
  test.each([
    [['start', '--prot', '1'], /unknown option '--prot'.*--port/],
    [['start', 'now'], /too many arguments/],
    [['start', '--port'], /--port <number>.*argument missing/],
    [['scenarios', 'validate'], /missing required argument 'files'/],
    [['stop'], /unknown command 'stop'/],
  ])('is refused in one line: %j', async (args, message) => {
    const terminal = paperTerminal();
    const error = await program(terminal, '1.2.3')
      .parseAsync(args, { from: 'user' })
      .catch((thrown: unknown) => thrown);
    expect(exitCodeOf(error, terminal)).toBe(2);
    expect(terminal.err).toEqual([expect.stringMatching(message)]);
    expect(terminal.err[0]).not.toMatch(/\n/);
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
    for (const error of [new UsageError('mend this'), new RangeError('bug')]) exitCodeOf(error, terminal);
    expect(terminal.err[0]).toBe('mend this');
    expect(terminal.err[1]).toMatch(/^RangeError: bug\n {4}at /);
  });
});
