import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { processOrigin } from '../core/clock.js';
import { UsageError } from '../core/errors.js';

/** Who holds a data file: the process, and which one of those that ever had its number. */
interface Holder {
  readonly pid: number;
  readonly origin: number;
}

const SELF: Holder = { pid: process.pid, origin: processOrigin };

/**
 * Takes a data file for this process alone, by a file beside it. One that a dead process left is taken over.
 * @returns what lets go of it.
 * @throws UsageError when another bank has the file; the system's error when it cannot be made.
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true });
  if (!(await take(lock))) {
    const holder = await liveHolderOf(path);
    if (holder !== undefined) {
      throw new UsageError(
        `store file ${path}: process ${holder} uses it; stop that one, choose another file with --store, or remove ${lock} if it is not a transmissora`,
      );
    }
    await rm(lock, { force: true });
    if (!(await take(lock))) throw new UsageError(`store file ${path}: another process is taking it at this moment`);
  }
  return () => rm(lock, { force: true });
}

/** The number of the process that has a data file; `undefined` when none that is alive does. */
export async function liveHolderOf(path: string): Promise<number | undefined> {
  const holder = await holderOf(`${path}.lock`);
  return holder && isAlive(holder) ? holder.pid : undefined;
}

async function take(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify(SELF));
    } finally {
      await file.close();
    }
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

async function holderOf(lock: string): Promise<Holder | undefined> {
  try {
    const { pid, origin } = JSON.parse(await readFile(lock, 'utf8'));
    return typeof pid === 'number' && typeof origin === 'number' ? { pid, origin } : undefined;
  } catch {
    // Gone meanwhile, or cut short by the end of the process that wrote it: nobody's.
    return undefined;
  }
}

/** In a container every process may have the same number: one with ours that is not us has ended. */
function isAlive({ pid, origin }: Holder): boolean {
  if (pid === SELF.pid) return origin === SELF.origin;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
