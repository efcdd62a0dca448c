import { exitCodeOf, program } from './program.js';
import { EXIT, openTerminal } from './terminal.js';

/** Does what the command line asks, in the language of the terminal. */
export async function run(version: string): Promise<void> {
  tidySignals();
  const terminal = openTerminal();
  try {
    await program(terminal, version).parseAsync(process.argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error, terminal);
  }
}

function tidySignals(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read our output has seen enough: `transmissora scenarios | head -1`.
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
  process.on('SIGINT', () => {
    // `start` and `conform` clear away what they began, as long as one asks but once; any other command simply ends.
    const isTidying = process.listenerCount('SIGINT') > 1;
    if (!isTidying) process.exit(EXIT.interrupted);
  });
}
