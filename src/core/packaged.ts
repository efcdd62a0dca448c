import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where `npm run build` leaves the package's YAML files as JSON; beside sources there is no such folder. */
const TWINS = fileURLToPath(new URL('../yaml', import.meta.url));

/**
 * The JSON that the build made of one of the package's own YAML files: reading it takes a hundredth of the time, and
 * spares loading the reader of YAML. `undefined` where there is none: for files of others, and when run from sources.
 */
export async function packagedTwin(file: string): Promise<unknown> {
  const path = relative(ROOT, resolve(file));
  if (path.startsWith('..') || path.startsWith(sep)) return undefined;
  try {
    return JSON.parse(await readFile(resolve(TWINS, `${path}.json`), 'utf8'));
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
