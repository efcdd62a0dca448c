import { MINUTE, SECOND } from '../../core/instant.js';
import { collection, type Transaction } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { refusal } from '../wire/errors.js';
import { dayOf } from './data/calendar.js';
import type { MonthlyCalls } from './product.js';

/** A call as the limits count it. */
export interface Counted {
  readonly clientId: string;
  readonly customerId: string;
  readonly family: string;
  /** The endpoint's path in the document, and how often it may at least be called. */
  readonly path: string;
  readonly monthly: MonthlyCalls;
  /** The smallest thing the call is about: a part, a resource, or the consent. */
  readonly object: string;
  readonly now: number;
}

/** Calls counted in a window of time: a month, a minute, a second. */
interface Tally {
  readonly window: string;
  readonly count: number;
}
const TALLIES = collection<Tally>('tallies');

/** Calls a minute that a receiver must have, by how often an endpoint may be called a month. Up to a million consents. PRD-012. */
const PER_MINUTE: Readonly<Record<MonthlyCalls, number>> = { 8: 1_000, 30: 1_500, 120: 2_000, 240: 2_500, 420: 2_500 };
/** Calls a second, of all receivers together. PRD-012. */
const PER_SECOND = 300;

/**
 * Counts a call towards the traffic of its minute and second, in real time.
 * @throws ApiError 529 above the global capacity, 429 above the receiver's; neither counts. PRD-012.
 */
export function requireTraffic({ store, wall }: OpenFinanceContext, call: Counted): Promise<void> {
  const now = wall.now();
  const minute = Math.floor(now / MINUTE);
  return store.transaction(async (tx) => {
    const global = await tallied(tx, 'global', String(Math.floor(now / SECOND)));
    if (global >= PER_SECOND) throw refusal('OVERLOADED');
    const key = `minute ${call.clientId} ${call.family}${call.path}`;
    const own = await tallied(tx, key, String(minute));
    if (own >= PER_MINUTE[call.monthly]) {
      const wait = Math.ceil(((minute + 1) * MINUTE - now) / SECOND);
      throw refusal('TOO_MANY_REQUESTS', { headers: { 'retry-after': String(wait) } });
    }
    await tally(tx, 'global', String(Math.floor(now / SECOND)), global);
    await tally(tx, key, String(minute), own);
  });
}

/**
 * Counts a call that is about to be answered 200 towards its month, on the customer's clock.
 * @throws ApiError 423 when the month's calls are used up. PRD-011.
 */
export function requireMonthly({ store }: OpenFinanceContext, call: Counted): Promise<void> {
  const month = dayOf(call.now).slice(0, 7);
  const key = `month ${call.clientId} ${call.customerId} ${call.family}${call.path} ${call.object}`;
  return store.transaction(async (tx) => {
    const used = await tallied(tx, key, month);
    if (used >= call.monthly) throw refusal('OPERATIONAL_LIMIT');
    await tally(tx, key, month, used);
  });
}

/** How much was counted in this window; another window's count is worth nothing. */
async function tallied(tx: Transaction, key: string, window: string): Promise<number> {
  const kept = (await tx.get(TALLIES, key))?.value;
  return kept?.window === window ? kept.count : 0;
}

const tally = (tx: Transaction, key: string, window: string, before: number): Promise<void> =>
  tx.put(TALLIES, key, { window, count: before + 1 });
