import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, mkdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { processOrigin } from '../core/clock.js';
import { UsageError } from '../core/errors.js';

/** Who holds a data file: the process, which one of those that ever had its number, and where that number counts. */
interface Holder {
  readonly pid: number;
  readonly origin: number;
  readonly host: string;
  /** Boot and tick it began at; absent where the system does not tell. */
  readonly started?: string | undefined;
}

/**
 * Takes a data file for this process alone, by a file beside it. One that a dead process left is taken over.
 * @returns what lets go of it.
 * @throws UsageError when another bank has the file, or may have it; the system's error when it cannot be made.
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  await mkdir(dirname(path), { recursive: true });
  return take(path, `${path}.lock`);
}

/** @throws UsageError when a process that is not known to be dead has the data file. */
export async function requireFree(path: string): Promise<void> {
  const found = await textOf(`${path}.lock`);
  if (found !== undefined) await requireDead(path, `${path}.lock`, found);
}

/** A lock appears whole, or not at all; only who holds the lock of a dead one's lock replaces it. */
async function take(path: string, lock: string): Promise<() => Promise<void>> {
  const id = randomUUID();
  const self: Holder = {
    pid: process.pid,
    origin: processOrigin,
    host: hostname(),
    started: await startOf(process.pid),
  };
  const mine = JSON.stringify({ id, ...self });
  const draft = join(dirname(lock), `.${basename(lock)}.${id}.tmp`);
  try {
    while (!(await isPlaced(mine, draft, lock))) {
      const found = await textOf(lock);
      if (found === undefined) continue;
      await requireDead(path, lock, found);
      const letGo = await take(path, `${lock}.lock`);
      try {
        if ((await textOf(lock)) === found) {
          await rename(draft, lock);
          break;
        }
      } finally {
        await letGo();
      }
    }
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await textOf(lock)) === mine) await rm(lock, { force: true });
  };
}

/** Who holds the data file clears away what is left beside it, a draft of ours too: then it is made again. */
async function isPlaced(text: string, draft: string, lock: string): Promise<boolean> {
  await writeFile(draft, text, { mode: 0o600, flush: true });
  try {
    // Where there are no hard links, a reader may find the copy unfinished: it refuses to start then.
    await link(draft, lock).catch((cause) => {
      if (cause.code === 'EEXIST') throw cause;
      return copyFile(draft, lock, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (cause) {
    if (['EEXIST', 'ENOENT'].includes(String((cause as NodeJS.ErrnoException).code))) return false;
    throw cause;
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

async function requireDead(path: string, lock: string, text: string): Promise<void> {
  const holder = holderIn(text);
  if (!holder) {
    throw new UsageError({
      pt: `arquivo de dados ${path}: ${lock} não diz quem o usa; remova-o se nenhuma transmissora o usa`,
      en: `store file ${path}: ${lock} does not say who uses it; remove it if no transmissora does`,
    });
  }
  if (holder.host !== hostname()) {
    throw new UsageError({
      pt: `arquivo de dados ${path}: o processo ${holder.pid} de ${holder.host} o usa, ou foi morto ali; pare esse, escolha outro arquivo com --store, ou remova ${lock} se ele já não existe (com --hostname um contêiner mantém o nome, e assume sozinho)`,
      en: `store file ${path}: process ${holder.pid} of host ${holder.host} uses it, or was killed there; stop that one, choose another file with --store, or remove ${lock} if it is gone (a container keeps its name with --hostname, and takes over by itself)`,
    });
  }
  if (await isAlive(holder)) {
    throw new UsageError({
      pt: `arquivo de dados ${path}: o processo ${holder.pid} o usa; pare esse, escolha outro arquivo com --store, ou remova ${lock} se não for uma transmissora`,
      en: `store file ${path}: process ${holder.pid} uses it; stop that one, choose another file with --store, or remove ${lock} if it is not a transmissora`,
    });
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const { pid, origin, host = hostname(), started } = JSON.parse(text);
    return typeof pid === 'number' && typeof origin === 'number' ? { pid, origin, host, started } : undefined;
  } catch {
    return undefined;
  }
}

/** A number may belong to another program by now; in a container, to every first process. */
async function isAlive({ pid, origin, started }: Holder): Promise<boolean> {
  const now = await startOf(pid);
  if (started !== undefined && now !== undefined) return started === now;
  if (pid === process.pid) return origin === processOrigin;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** proc(5): field 22 of `stat`; the second is a name in brackets that may hold any character. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    // A container may be shown the processes of its host, under other numbers.
    if ((await readlink('/proc/self')) !== String(process.pid)) return undefined;
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return `${boot.trim()} ${stat.slice(stat.lastIndexOf(')')).split(' ')[20]}`;
  } catch {
    return undefined;
  }
}
