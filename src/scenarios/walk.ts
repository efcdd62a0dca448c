import type { Bilingual } from '../core/text.js';
import { collection, type Transaction } from '../store/store.js';
import type { Cast } from './cast.js';

/** What became of a step, in both languages. */
export interface TakenStep {
  readonly number: number;
  /** Virtual time after the step. RFC 3339. */
  readonly at: string;
  readonly say?: Bilingual;
  readonly what: Bilingual;
  readonly outcome: Bilingual;
  /** The Resources list that came back, when one did. */
  readonly resources?: readonly { readonly resourceId: string; readonly status: string }[];
  /** What came due by itself on the way. */
  readonly due: readonly Bilingual[];
  readonly checks: readonly { readonly held: boolean; readonly text: Bilingual }[];
}

/** How far a loaded scenario was walked: kept with the world it changed, so that whoever looks sees the same. */
export interface Walk {
  readonly cast: Cast;
  readonly taken: readonly TakenStep[];
}

/** By the scenario's name. */
export const WALKS = collection<Walk>('scenario-walks');

export const beginWalk = (tx: Transaction, name: string, cast: Cast): Promise<void> =>
  tx.put(WALKS, name, { cast, taken: [] });

/** Notes a step when it is the next one; whoever walks out of order walks alone. */
export async function goOn(tx: Transaction, name: string, step: TakenStep, cast: Cast): Promise<void> {
  const walk = (await tx.get(WALKS, name))?.value;
  if (walk && step.number === walk.taken.length + 1)
    await tx.put(WALKS, name, { cast: withoutTokens(cast), taken: [...walk.taken, step] });
}

/** A step gets a fresh token; the one before is nobody's business. */
const withoutTokens = (cast: Cast): Cast => ({
  ...cast,
  consents: Object.fromEntries(
    Object.entries(cast.consents).map(([key, { consentId, customerId }]) => [key, { consentId, customerId }]),
  ),
});
