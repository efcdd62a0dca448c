import { Command, CommanderError } from 'commander';
import { ApiError, Refusal, UsageError } from '../core/errors.js';
import type { Text } from '../core/text.js';
import { UnreachableError } from './admin-client.js';
import { certsCommand } from './certs.js';
import { conformCommand } from './conform.js';
import { coverageCommand } from './coverage.js';
import { demoCommand } from './demo.js';
import { doctorCommand } from './doctor.js';
import { gradeCommand } from './grade.js';
import { placeIn, placesIn, titleIn } from './help.js';
import { scenariosCommand } from './scenarios.js';
import { startCommand } from './start.js';
import { EXIT, type Terminal } from './terminal.js';
import { tokenCommand } from './token.js';
import { wrongUseOf } from './wrong-use.js';

/** Every command, in the language of the terminal. It throws where commander would end the process. */
export function program(terminal: Terminal, version: string): Command {
  const { say } = terminal;
  const transmissora = new Command('transmissora')
    .description(
      say({
        pt: 'Servidor de conformidade e transmissora simulada do Open Finance Brasil (Resources v3)',
        en: 'Conformance server and mock transmitter for Open Finance Brasil (Resources v3)',
      }),
    )
    .version(version, '-V, --version', say({ pt: 'Mostra a versão', en: 'Print the version' }));
  transmissora.addHelpText(
    'after',
    say({
      pt: '\nPara começar: transmissora start. O passo a passo está no pacote, em docs/pt/tutorial.md.',
      en: '\nTo begin: transmissora start. The way, step by step, is in the package: docs/en/tutorial.md.',
    }),
  );
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
    tellWrongUse(command, terminal);
    translateHelp(command, terminal);
  }
  return transmissora;
}

export const everyCommand = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(everyCommand),
];

/** In our words, once commander has left: it says its own where these would be. */
function tellWrongUse(command: Command, { note, say }: Terminal): void {
  command.configureOutput({ outputError: () => {} }).exitOverride((error) => {
    const text = wrongUseOf(error, command);
    if (text !== undefined) note(say(text));
    throw error;
  });
}

/** The help of a command, in the language of the terminal. */
function translateHelp(command: Command, terminal: Terminal): void {
  const { say } = terminal;
  const about = say({ pt: 'Mostra esta ajuda', en: 'Show this help' });
  command.helpOption('-h, --help', about);
  if (command.commands.length > 0)
    command.helpCommand(
      'help [command]',
      say({ pt: 'Mostra a ajuda de um comando', en: 'Show the help of a command' }),
    );
  const usual = command.createHelp();
  command.configureHelp({
    styleTitle: (title) => titleIn(title, terminal),
    commandUsage: (each) => placesIn(usual.commandUsage(each), terminal),
    subcommandTerm: (each) => placesIn(usual.subcommandTerm(each), terminal),
    optionTerm: (option) => placesIn(usual.optionTerm(option), terminal),
    argumentTerm: (argument) => placeIn(argument.name(), terminal),
  });
}

/** One line for what the person can mend; a stack only for what is our bug. */
export function exitCodeOf(error: unknown, { note, say }: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const [text, code] = verdictOn(error);
  note(say(text));
  return code;
}

function verdictOn(error: unknown): readonly [text: Text, code: number] {
  if (error instanceof UnreachableError) return [error.text, EXIT.unreachable];
  if (error instanceof UsageError) return [error.text, EXIT.usage];
  if (error instanceof Refusal || error instanceof ApiError) return [error.message, EXIT.usage];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error), EXIT.failed];
}
