import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface ScratchFolder {
  readonly path: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A new empty folder; gone with everything in it when the scope that asked for it ends. */
export async function scratchFolder(): Promise<ScratchFolder> {
  const path = await mkdtemp(join(tmpdir(), 'transmissora-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
