import { Command } from 'commander';
import { machineClock } from '../core/clock.js';
import { Refusal, UsageError } from '../core/errors.js';
import { randomIds } from '../core/ids.js';
import type { Text } from '../core/text.js';
import { configFrom } from '../config.js';
import { readOtdxData } from '../context.js';
import { FIXTURES } from '../paths.js';
import { ScenarioLibrary } from '../scenarios/library.js';
import { loadScenario } from '../scenarios/load.js';
import { contentsOf } from '../store/contents.js';
import { MemoryStore } from '../store/memory.js';
import { EXIT, type Terminal } from './terminal.js';

export function scenariosCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const library = new ScenarioLibrary(FIXTURES);
  const command = new Command('scenarios').description(
    say({ pt: 'Lista e confere cenários', en: 'List and check scenarios' }),
  );
  command
    .command('list', { isDefault: true })
    .description(say({ pt: 'Os cenários que vêm com o projeto', en: 'The scenarios that come with the project' }))
    .action(() => list(library, terminal));
  command
    .command('validate')
    .description(say({ pt: 'Confere arquivos de cenário, forma e regras', en: 'Check scenario files, form and rules' }))
    .argument('<files...>', say({ pt: 'Arquivos ou nomes', en: 'Files or names' }))
    .action((files: string[]) => validate(library, files, terminal));
  return command;
}

async function list(library: ScenarioLibrary, { line, say, paint }: Terminal): Promise<void> {
  const names = await library.names();
  const width = Math.max(...names.map(({ length }) => length)) + 2;
  for (const name of names) line(`${paint('bold', name.padEnd(width))}${say((await library.read(name)).about)}`);
}

async function validate(
  library: ScenarioLibrary,
  files: readonly string[],
  { line, note, say }: Terminal,
): Promise<void> {
  let broken = 0;
  for (const file of files) {
    const complaint = await complaintOf(library, file);
    if (complaint === undefined) {
      line(`${file}: ok`);
    } else {
      note(say(complaint));
      broken += 1;
    }
  }
  process.exitCode = broken > 0 ? EXIT.usage : EXIT.done;
}

/** Reads the file and loads it into a store of its own: the rules have their say too. */
async function complaintOf(library: ScenarioLibrary, file: string): Promise<Text | undefined> {
  try {
    const scenario = await library.check(file);
    const store = new MemoryStore();
    const contents = contentsOf(store);
    const data = await readOtdxData();
    const context = { store, wall: machineClock, ids: randomIds, settings: configFrom({}), contents, ...data };
    await store.transaction((tx) => loadScenario(tx, context, scenario));
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.text;
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
