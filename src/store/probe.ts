import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { requireFree } from './lock.js';
import { readDataFile } from './lowdb.js';
import type { StoreLocation } from './open.js';

/**
 * Whether a store is there and could be opened; nothing is made or changed.
 * @throws as openStore would; the system's error for a folder that cannot be written.
 */
export async function probeStore(location: Exclude<StoreLocation, { kind: 'memory' }>): Promise<boolean> {
  if (location.kind === 'postgres') {
    await (await import('./postgres.js')).probePostgres(location.url);
    return true;
  }
  const { path } = location;
  await requireFree(path);
  await access(await existing(dirname(path)), constants.W_OK | constants.X_OK);
  return (await readDataFile(path)) !== null;
}

/** The folder, or the nearest above it that exists: where the first new one would be made. */
async function existing(folder: string): Promise<string> {
  try {
    await access(folder);
    return folder;
  } catch (cause) {
    const isAbsent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isAbsent || dirname(folder) === folder) throw cause;
    return existing(dirname(folder));
  }
}
