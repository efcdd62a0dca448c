import type { Instant } from '../../core/instant.js';
import { collection, type Reader } from '../../store/store.js';
import type { Amounts, QuotaKey } from '../vocabulary.js';

/** One time the controller released a quota. */
export interface ReleaseFact {
  readonly at: Instant;
  readonly amounts: Amounts;
}

/** A quota and every time it was, or will be, released: again after a reprocessing. Oldest first, never empty. */
export interface Quota extends QuotaKey {
  readonly releases: readonly [ReleaseFact, ...ReleaseFact[]];
}

export const QUOTAS = collection<Quota>('otdx-quotas', { code: ({ code }) => code });

export const quotaId = ({ code, quotaType, date }: QuotaKey): string => `${code}/${quotaType}/${date}`;

/** All quotas of a portfolio, by date. */
export const quotasOf = async (reader: Reader, code: string): Promise<readonly Quota[]> =>
  (await reader.list(QUOTAS, { index: 'code', equals: code })).map(({ value }) => value).toSorted(byDate);

const byDate = (one: Quota, other: Quota): number => (one.date < other.date ? -1 : 1);

/** The quotas with one of them put in, in the place of what it was before. */
export const withQuota = (quotas: readonly Quota[], quota: Quota): readonly Quota[] =>
  [...quotas.filter((one) => quotaId(one) !== quotaId(quota)), quota].toSorted(byDate);

/** From when on a quota is there to be approved. */
export const releasedAt = ({ releases: [first] }: Quota): Instant => first.at;

/** What a quota was last released with by `now`; before that, with what it will be. */
export const amountsAt = ({ releases }: Quota, now: Instant): Amounts =>
  (releases.findLast(({ at }) => at <= now) ?? releases[0]).amounts;
