import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Advanced } from './admin-api.js';
import { ask } from './client.js';
import { touch } from './live.js';
import { route } from './navigation.js';
import { showHere } from './view.js';

const USUAL = 'default';
/** The clock of whom a screen was last about. */
const followed = signal(USUAL);

/** Time of one consent: its customer's clock is the one that counts, whatever else the address says. */
const isOfConsent = computed(() => route.value.screen === 'time' && route.value.query['consent'] !== undefined);
/** Which clock the bar shows and moves: that of the address, else that of whom the screen is about. */
export const clockName = computed(() => (isOfConsent.value ? undefined : route.value.query['clock']) ?? followed.value);
/** What came due in the last move. */
export const lastMove = signal<Advanced | undefined>(undefined);

/** Shows another clock, whomever the screen is about; the time of one consent gives way to that of everyone. */
export const pickClock = (name: string): void =>
  showHere({ clock: name, ...(isOfConsent.value && { consent: undefined }) });

/** The clock of whom the screen is about. */
export function useClockOf(subject: { readonly clock: string } | undefined): void {
  const clock = subject?.clock;
  useEffect(() => {
    if (clock !== undefined) followed.value = clock;
  }, [clock]);
}

/** A screen about nobody in particular shows the clock followed last; its address says which. */
export function useClockInAddress(isAboutNobody = true): void {
  const { query } = route.value;
  const isMissing = isAboutNobody && query['clock'] === undefined && followed.value !== USUAL;
  useEffect(() => {
    if (isMissing) showHere({ clock: followed.value });
  }, [isMissing]);
}

/** From here on, the clock of a scenario that was loaded. */
export function followClock(name: string): void {
  followed.value = name;
  if (route.value.query['clock'] !== undefined) showHere({ clock: name });
}

/** Moves the clock, and keeps what came due. @throws Problem. */
export async function advance(to: { by: string } | { to: string } | { toNextEvent: true }): Promise<void> {
  lastMove.value = await ask('POST /clocks/{name}/advance', { path: { name: clockName.value }, body: to });
  touch();
}

export async function setFrozen(frozen: boolean): Promise<void> {
  await ask('PUT /clocks/{name}', { path: { name: clockName.value }, body: { frozen } });
  touch();
}
