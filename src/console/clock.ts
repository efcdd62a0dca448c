import { signal } from '@preact/signals';
import type { Advanced } from './admin-api.js';
import { ask } from './client.js';
import { touch } from './live.js';

/** Which clock the bar shows and moves. */
export const clockName = signal('default');
/** What came due in the last move. */
export const lastMove = signal<Advanced | undefined>(undefined);

/** Moves the clock, and keeps what came due. @throws Problem. */
export async function advance(to: { by: string } | { to: string } | { toNextEvent: true }): Promise<void> {
  lastMove.value = await ask('POST /clocks/{name}/advance', { path: { name: clockName.value }, body: to });
  touch();
}

export async function setFrozen(frozen: boolean): Promise<void> {
  await ask('PUT /clocks/{name}', { path: { name: clockName.value }, body: { frozen } });
  touch();
}
