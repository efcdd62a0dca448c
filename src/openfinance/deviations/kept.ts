import { collection, type Reader, type Store } from '../../store/store.js';
import type { Kept } from './deviation.js';

const DEVIATIONS = collection<{ readonly deviations: readonly Kept[] }>('deviations');
/** All deviations are one document: a call while none is on pays for one look-up. */
const ALL = 'all';
/** How often one consent called, for the deviations that begin later. */
const CALLS = collection<{ readonly calls: number }>('deviation-calls');

export async function readDeviations(reader: Reader): Promise<readonly Kept[]> {
  return (await reader.get(DEVIATIONS, ALL))?.value.deviations ?? [];
}

export const writeDeviations = (store: Store, deviations: readonly Kept[]): Promise<void> =>
  store.transaction(async (tx) => {
    for (const { id } of await tx.list(CALLS)) await tx.delete(CALLS, id);
    await tx.put(DEVIATIONS, ALL, { deviations });
  });

/** Takes one of the calls a deviation may still bend. Whether there was one: on however many instances, none is spent twice. */
export async function spend(store: Store, { id, times }: Kept): Promise<boolean> {
  if (times === undefined) return true;
  return store.transaction(async (tx) => {
    const kept = await readDeviations(tx);
    const current = kept.find((one) => one.id === id);
    if (current?.times === undefined) return current !== undefined;
    const left = current.times > 1 ? [{ ...current, times: current.times - 1 }] : [];
    await tx.put(DEVIATIONS, ALL, { deviations: kept.flatMap((one) => (one === current ? left : [one])) });
    return true;
  });
}

/** Counts a call of a consent, and says how many there were before it. */
export const countCall = (store: Store, deviation: string, consentId: string): Promise<number> =>
  store.transaction(async (tx) => {
    const key = `${deviation} ${consentId}`;
    const calls = (await tx.get(CALLS, key))?.value.calls ?? 0;
    await tx.put(CALLS, key, { calls: calls + 1 });
    return calls;
  });
