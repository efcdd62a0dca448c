import { addressOf } from './address.js';
import { lockFile } from './lock.js';
import { LowdbStore } from './lowdb.js';
import { MemoryStore } from './memory.js';
import type { Store } from './store.js';

/** Where the store keeps its documents, as `--store` names it. */
export type StoreLocation =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** A location as people may read it, without what it keeps secret. */
export function placeOf(location: StoreLocation): string {
  if (location.kind === 'file') return `file:${location.path}`;
  return location.kind === 'postgres' ? addressOf(location.url) : location.kind;
}

/**
 * @throws UsageError when the file is damaged, not ours, or another bank's, or the server refuses us; StoreError when no
 * server answers.
 */
export async function openStore(location: StoreLocation): Promise<Store> {
  if (location.kind === 'memory') return new MemoryStore();
  // Whoever keeps no documents there does not pay for the driver.
  if (location.kind === 'postgres') return (await import('./postgres.js')).PostgresStore.open(location.url);
  const letGo = await lockFile(location.path);
  try {
    return await LowdbStore.open(location.path, letGo);
  } catch (cause) {
    await letGo();
    throw cause;
  }
}
