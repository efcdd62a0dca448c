#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import { ApiError, Refusal, UsageError } from '../core/errors.js';
import { PACKAGE_FILE } from '../paths.js';
import { UnreachableError } from './admin-client.js';
import { demoCommand } from './demo.js';
import { scenariosCommand } from './scenarios.js';
import { startCommand } from './start.js';
import { openTerminal } from './terminal.js';
import { EXIT, type Terminal } from './terminal.js';
import { tokenCommand } from './token.js';

async function main(argv: readonly string[]): Promise<void> {
  const terminal = openTerminal();
  const { version } = JSON.parse(await readFile(PACKAGE_FILE, 'utf8')) as { version: string };
  const program = new Command('transmissora')
    .description(
      terminal.say({
        pt: 'Servidor de conformidade e transmissora simulada do Open Finance Brasil (Resources v3)',
        en: 'Conformance server and mock transmitter for Open Finance Brasil (Resources v3)',
      }),
    )
    .version(version);
  for (const command of [startCommand, demoCommand, scenariosCommand, tokenCommand])
    program.addCommand(command(terminal));
  for (const command of everyCommand(program)) {
    command.exitOverride().configureOutput({ outputError: (text) => terminal.note(text.trim().replaceAll('\n', ' ')) });
  }
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error, terminal);
  }
}

function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** One line for what the person can mend; a stack only for what is our bug. */
function exitCodeOf(error: unknown, { note }: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof UnreachableError) return say(note, error.message, EXIT.unreachable);
  if (error instanceof UsageError || error instanceof Refusal || error instanceof ApiError)
    return say(note, error.message, EXIT.usage);
  return say(note, error instanceof Error ? (error.stack ?? error.message) : String(error), EXIT.failed);
}

function say(note: Terminal['note'], text: string, code: number): number {
  note(text);
  return code;
}

process.once('SIGINT', () => {
  // `start` stops by itself and cleanly; any other command is simply interrupted.
  if (process.argv[2] !== 'start') process.exit(EXIT.interrupted);
});
await main(process.argv);
