import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The folder the package stands in, whichever of its files the build put this into. */
export const PACKAGE_FOLDER = folderWith('package.json', HERE);

/** What the build left beside the code, when it is the build that runs; `undefined` when run from sources. */
export const BUILT: string | undefined =
  relative(PACKAGE_FOLDER, HERE).split(sep)[0] === 'dist' ? join(PACKAGE_FOLDER, 'dist') : undefined;

/** The nearest folder, from there up, that has such a file. */
function folderWith(name: string, from: string): string {
  const above = dirname(from);
  return existsSync(join(from, name)) || above === from ? from : folderWith(name, above);
}
