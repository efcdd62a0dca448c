import { spawnSync } from 'node:child_process';

/**
 * Whether a tool that is not Node.js is to be had, asked by a command such as `java -version`. Who only has Node.js runs
 * what it can run; where everything is to be tested, a missing tool fails. CONTRIBUTING.md
 */
export const isToolHere = ([command = '', ...args]: readonly string[]): boolean =>
  process.env['TRANSMISSORA_TEST_TOOLS'] === 'all' || spawnSync(command, args).error === undefined;
