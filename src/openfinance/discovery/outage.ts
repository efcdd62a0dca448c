import { addDuration } from '../../core/duration.js';
import { formatSeconds, type Instant, parseInstant } from '../../core/instant.js';
import { collection, type Reader } from '../../store/store.js';

/** A scheduled outage, as it was announced. Discovery 2.0.1. */
export interface Outage {
  /** RFC 3339. */
  readonly outageTime: string;
  /** ISO 8601, not negative. */
  readonly duration: string;
  readonly isPartial: boolean;
  readonly explanation: string;
  /** Names of the APIs concerned; every one, when absent. Not on the wire of `/outages`. */
  readonly apis?: readonly string[];
}

export const OUTAGES = collection<{ readonly outages: readonly Outage[] }>('outages');
export const OUTAGES_ID = 'all';

export async function readOutages(reader: Reader): Promise<readonly Outage[]> {
  return (await reader.get(OUTAGES, OUTAGES_ID))?.value.outages ?? [];
}

/** When an outage begins (included) and ends (excluded). */
export function spanOf({ outageTime, duration }: Outage): { readonly start: Instant; readonly end: Instant } {
  const start = parseInstant(outageTime) ?? Number.NaN;
  return { start, end: addDuration(start, duration) };
}

export function isInForce(outage: Outage, now: Instant): boolean {
  const { start, end } = spanOf(outage);
  return start <= now && now < end;
}

/** What `/outages` lists: those that are to come or in force, the next first. DIS-006. */
export const announcedAt = (outages: readonly Outage[], now: Instant) =>
  outages
    .map((outage) => ({ outage, ...spanOf(outage) }))
    .filter(({ end }) => end > now)
    .toSorted((one, other) => one.start - other.start)
    .map(({ outage: { duration, isPartial, explanation }, start }) => ({
      outageTime: formatSeconds(start),
      duration,
      isPartial,
      explanation,
    }));
