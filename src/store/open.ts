import { lockFile } from './lock.js';
import { LowdbStore } from './lowdb.js';
import { MemoryStore } from './memory.js';
import type { Store } from './store.js';

/** Where the store keeps its documents, as `--store` names it. */
export type StoreLocation = { readonly kind: 'memory' } | { readonly kind: 'file'; readonly path: string };

/** @throws UsageError when the file is damaged, not ours, or another bank's. */
export async function openStore(location: StoreLocation): Promise<Store> {
  if (location.kind === 'memory') return new MemoryStore();
  const letGo = await lockFile(location.path);
  try {
    return await LowdbStore.open(location.path, letGo);
  } catch (cause) {
    await letGo();
    throw cause;
  }
}
