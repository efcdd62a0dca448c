import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UsageError } from '../core/errors.js';
import { packagedTwin } from '../core/packaged.js';
import type { ScenarioReader } from './read.js';
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
    const { text, source, isShipped } = await this.#find(nameOrFile);
    if (!isShipped) return this.parse(text, source);
    const twin = await packagedTwin(join(this.#directory, source));
    return twin === undefined ? (await import('./read.js')).readShipped(text, source) : (twin as Scenario);
  }

  /** As `read`, with a shipped one held to the schema too. */
  async check(nameOrFile: string): Promise<Scenario> {
    const { text, source } = await this.#find(nameOrFile);
    return this.parse(text, source);
  }

  /** @throws UsageError naming `source`, the line, the key and what is allowed. */
  async parse(text: string, source: string): Promise<Scenario> {
    this.#reader ??= import('./read.js').then(({ scenarioReader }) => scenarioReader(this.#schemaFile));
    return (await this.#reader)(text, source);
  }

  async #find(nameOrFile: string): Promise<{ text: string; source: string; isShipped: boolean }> {
    if (/[\\/]|\.(ya?ml|json)$/.test(nameOrFile)) {
      return { text: await readText(nameOrFile), source: nameOrFile, isShipped: false };
    }
    const names = await this.names();
    if (!names.includes(nameOrFile)) {
      const { like, all } = meant(nameOrFile, names);
      throw new UsageError({
        pt: `o cenário "${nameOrFile}" não existe; ${like ? `você quis dizer ${like}?` : `existem: ${all}`}`,
        en: `scenario "${nameOrFile}" does not exist; ${like ? `did you mean ${like}?` : `there are: ${all}`}`,
      });
    }
    const source = `${nameOrFile}.yaml`;
    return { text: await readText(join(this.#directory, source)), source, isShipped: true };
  }
}

/** Those that share a word with what was asked for, and all. */
function meant(asked: string, names: readonly string[]): { readonly like: string; readonly all: string } {
  const words = asked
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 3);
  const like = names.filter((name) => words.some((word) => name.includes(word)));
  return { like: like.join(', '), all: names.join(', ') };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError({
      pt: `arquivo de cenário ${file}: não pode ser lido (${(cause as Error).message})`,
      en: `scenario file ${file}: cannot be read (${(cause as Error).message})`,
    });
  }
}
