import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { BUILT, PACKAGE_FOLDER } from './package-folder.js';

/**
 * The JSON that the build made of one of the package's own YAML files: reading it takes a hundredth of the time, and
 * spares loading the reader of YAML. `undefined` where there is none: for files of others, and when run from sources.
 */
export async function packagedTwin(file: string): Promise<unknown> {
  if (BUILT === undefined) return undefined;
  const path = relative(PACKAGE_FOLDER, resolve(file));
  if (path.startsWith('..') || path.startsWith(sep)) return undefined;
  try {
    return JSON.parse(await readFile(join(BUILT, 'yaml', `${path}.json`), 'utf8'));
  } catch {
    // The YAML file says the same, only slower.
    return undefined;
  }
}

/** A YAML file as a plain value. @throws the reader's error for one that is broken. */
export async function readYaml(file: string): Promise<unknown> {
  const twin = await packagedTwin(file);
  if (twin !== undefined) return twin;
  const [{ parse }, text] = await Promise.all([import('yaml'), readFile(file, 'utf8')]);
  return parse(text);
}
