import { effect, signal } from '@preact/signals';
import { follow, Problem } from './client.js';
import { eventsIn, textOf } from './event-stream.js';
import { adminToken } from './preferences.js';

/** `refused`: the server asks for the admin token. */
export type Connection = 'opening' | 'live' | 'lost' | 'refused';

/** How we stand with the server. */
export const connection = signal<Connection>('opening');
/** Grows whenever something may have changed: what is shown is asked for again. */
export const revision = signal(0);
/** How many times a lost connection came back. */
export const recoveries = signal(0);

/** Changes close together are looked at once. Milliseconds. */
const TOGETHER = 60;
const FIRST_RETRY = 500;
const LAST_RETRY = 4_000;

let isPending = false;

/** Something may have changed. */
export function touch(): void {
  if (isPending) return;
  isPending = true;
  setTimeout(() => {
    isPending = false;
    revision.value += 1;
  }, TOGETHER);
}

/** Follows what changes on the server for as long as the page lives, and says how the connection stands. */
export function startLive(): void {
  let leave = new AbortController();
  effect(() => {
    void adminToken.value;
    leave.abort();
    leave = new AbortController();
    void keepFollowing(leave.signal);
  });
}

async function keepFollowing(signal: AbortSignal): Promise<void> {
  for (let wait = FIRST_RETRY; !signal.aborted; wait = Math.min(wait * 2, LAST_RETRY)) {
    const outcome = await followOnce(signal, () => {
      wait = FIRST_RETRY;
    });
    if (signal.aborted) return;
    connection.value = outcome;
    if (outcome === 'refused') return;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Stays until the stream ends. */
async function followOnce(signal: AbortSignal, opened: () => void): Promise<Connection> {
  try {
    const body = await follow('/changes', signal);
    opened();
    if (connection.value === 'lost') recoveries.value += 1;
    connection.value = 'live';
    touch();
    for await (const _change of eventsIn(textOf(body))) touch();
    return 'lost';
  } catch (error) {
    return error instanceof Problem && error.status === 401 ? 'refused' : 'lost';
  }
}
