import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UsageError } from '../core/errors.js';
import { type ScenarioReader, scenarioReader } from './read.js';
import type { Scenario } from './scenario.js';

/** The scenarios that come with the project, and those in files of the user's own. */
export class ScenarioLibrary {
  readonly #directory: string;
  readonly #schemaFile: string;
  #reader: Promise<ScenarioReader> | undefined;

  constructor(fixtures: string) {
    this.#directory = join(fixtures, 'scenarios');
    this.#schemaFile = join(fixtures, 'scenario.schema.json');
  }

  /** The names of the shipped scenarios, sorted. */
  async names(): Promise<readonly string[]> {
    const files = await readdir(this.#directory);
    return files
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => basename(file, '.yaml'))
      .sort();
  }

  /** @throws UsageError when there is no such name or file, or its text is not a scenario. */
  async read(nameOrFile: string): Promise<Scenario> {
    const isFile = /[\\/]|\.(ya?ml|json)$/.test(nameOrFile);
    if (!isFile && !(await this.names()).includes(nameOrFile)) {
      throw new UsageError(`scenario "${nameOrFile}" does not exist; there are: ${(await this.names()).join(', ')}`);
    }
    const file = isFile ? nameOrFile : join(this.#directory, `${nameOrFile}.yaml`);
    return this.parse(await readText(file), isFile ? nameOrFile : `${nameOrFile}.yaml`);
  }

  /** @throws UsageError naming `source`, the line, the key and what is allowed. */
  async parse(text: string, source: string): Promise<Scenario> {
    this.#reader ??= scenarioReader(this.#schemaFile);
    return (await this.#reader)(text, source);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`scenario file ${file}: cannot be read (${(cause as Error).message})`);
  }
}
