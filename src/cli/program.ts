import { Command, CommanderError } from 'commander';
import { ApiError, Refusal, UsageError } from '../core/errors.js';
import { UnreachableError } from './admin-client.js';
import { certsCommand } from './certs.js';
import { conformCommand } from './conform.js';
import { coverageCommand } from './coverage.js';
import { demoCommand } from './demo.js';
import { doctorCommand } from './doctor.js';
import { gradeCommand } from './grade.js';
import { scenariosCommand } from './scenarios.js';
import { startCommand } from './start.js';
import { EXIT, type Terminal } from './terminal.js';
import { tokenCommand } from './token.js';

/** Every command, in the language of the terminal. It throws where commander would end the process. */
export function program(terminal: Terminal, version: string): Command {
  const { note, say } = terminal;
  const transmissora = new Command('transmissora')
    .description(
      say({
        pt: 'Servidor de conformidade e transmissora simulada do Open Finance Brasil (Resources v3)',
        en: 'Conformance server and mock transmitter for Open Finance Brasil (Resources v3)',
      }),
    )
    .version(version, '-V, --version', say({ pt: 'Mostra a versão', en: 'Print the version' }));
  for (const command of [
    startCommand,
    demoCommand,
    scenariosCommand,
    tokenCommand,
    certsCommand,
    conformCommand,
    gradeCommand,
    coverageCommand,
    doctorCommand,
  ])
    transmissora.addCommand(command(terminal));
  for (const command of everyCommand(transmissora)) {
    command.exitOverride().configureOutput({ outputError: (text) => note(text.trim().replaceAll('\n', ' ')) });
    translate(command, terminal);
  }
  return transmissora;
}

export const everyCommand = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(everyCommand),
];

/** What commander says by itself in every help. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Uso:',
  'Arguments:': 'Argumentos:',
  'Options:': 'Opções:',
  'Commands:': 'Comandos:',
};

function translate(command: Command, { say, language }: Terminal): void {
  const help = say({ pt: 'Mostra esta ajuda', en: 'Show this help' });
  command.helpOption('-h, --help', help);
  if (command.commands.length > 0) command.helpCommand('help [command]', help);
  command.configureHelp({ styleTitle: (title) => (language === 'pt' ? (TITLES[title] ?? title) : title) });
}

/** One line for what the person can mend; a stack only for what is our bug. */
export function exitCodeOf(error: unknown, { note }: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const [text, code] = verdictOn(error);
  note(text);
  return code;
}

function verdictOn(error: unknown): readonly [text: string, code: number] {
  if (error instanceof UnreachableError) return [error.message, EXIT.unreachable];
  if (error instanceof UsageError || error instanceof Refusal || error instanceof ApiError)
    return [error.message, EXIT.usage];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error), EXIT.failed];
}
