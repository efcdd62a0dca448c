import { LowdbStore } from './lowdb.js';
import { MemoryStore } from './memory.js';
import type { Store } from './store.js';

/** Where the store keeps its documents, as `--store` names it. */
export type StoreLocation = { readonly kind: 'memory' } | { readonly kind: 'file'; readonly path: string };

/** @throws UsageError when the file is damaged or not ours. */
export async function openStore(location: StoreLocation): Promise<Store> {
  return location.kind === 'memory' ? new MemoryStore() : LowdbStore.open(location.path);
}
