import { createHash, type Hash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { collection, type Store } from './store.js';

/** A content that was taken in and is not kept yet. */
export interface Staged {
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  keep(): Promise<void>;
  drop(): Promise<void>;
}

/** Takes a content in, piece by piece. */
export interface Intake {
  append(piece: Buffer): Promise<void>;
  finish(): Promise<Staged>;
  /** Forgets what came so far. */
  abandon(): Promise<void>;
}

/**
 * Whole contents, each kept once under its SHA-256. They never change, so that snapshots need only their names; `clear`
 * is the only way to be rid of one.
 */
export interface Contents {
  begin(): Promise<Intake>;
  /** Undefined when nothing is kept under this SHA-256. */
  read(sha256: string): Promise<Readable | undefined>;
  clear(): Promise<void>;
}

/** Contents beside the data file, a file each: what comes in goes to the disk as it comes. */
export async function contentsIn(folder: string): Promise<Contents> {
  await removeLeftovers(folder);
  const fileOf = (sha256: string): string => join(folder, sha256);
  return {
    begin: async () => {
      await mkdir(folder, { recursive: true });
      const beside = join(folder, `.${randomUUID()}.tmp`);
      const file = await open(beside, 'wx', 0o600);
      const digest = createHash('sha256');
      let size = 0;
      const drop = () => rm(beside, { force: true });
      return {
        append: async (piece) => {
          digest.update(piece);
          size += piece.length;
          await file.write(piece);
        },
        finish: async () => {
          await file.sync();
          await file.close();
          const sha256 = digest.digest('hex');
          return { size, sha256, drop, keep: () => rename(beside, fileOf(sha256)) };
        },
        abandon: async () => {
          await file.close();
          await drop();
        },
      };
    },
    read: async (sha256) =>
      (await stat(fileOf(sha256)).catch(() => undefined)) ? createReadStream(fileOf(sha256)) : undefined,
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What the end of a process cut short. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  await Promise.all(
    names.filter((name) => name.endsWith('.tmp')).map((name) => rm(join(folder, name), { force: true })),
  );
}

/** Kept in pieces, so that no document is large. */
export const CONTENTS = collection<{ readonly sha256: string; readonly base64: string }>('contents', {
  sha256: ({ sha256 }) => sha256,
});

/** Contents as documents of the store: in memory, or where several instances share it. */
export const contentsOf = (store: Store): Contents => ({
  begin: async () => {
    const pieces: Buffer[] = [];
    const digest: Hash = createHash('sha256');
    return {
      append: async (piece) => {
        digest.update(piece);
        pieces.push(piece);
      },
      finish: async () => {
        const sha256 = digest.digest('hex');
        const drop = async (): Promise<void> => void pieces.splice(0);
        const keep = async (): Promise<void> => {
          await store.transaction(async (tx) => {
            if (await tx.get(CONTENTS, `${sha256}/0`)) return;
            for (const [index, piece] of pieces.entries())
              await tx.put(CONTENTS, `${sha256}/${index}`, { sha256, base64: piece.toString('base64') });
          });
          await drop();
        };
        return { size: pieces.reduce((total, { length }) => total + length, 0), sha256, keep, drop };
      },
      abandon: async () => void pieces.splice(0),
    };
  },
  read: async (sha256) => {
    const kept = await store.list(CONTENTS, { index: 'sha256', equals: sha256 });
    if (kept.length === 0) return undefined;
    const inOrder = kept.toSorted((one, other) => placeOf(one.id) - placeOf(other.id));
    return Readable.from(inOrder.map(({ value }) => Buffer.from(value.base64, 'base64')));
  },
  clear: async () => {
    await store.transaction(async (tx) => {
      for (const { id } of await tx.list(CONTENTS)) await tx.delete(CONTENTS, id);
    });
  },
});

const placeOf = (id: string): number => Number(id.slice(id.indexOf('/') + 1));
