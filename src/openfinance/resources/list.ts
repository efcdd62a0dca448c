import type { Duration } from '../../core/duration.js';
import type { Instant } from '../../core/instant.js';
import type { ConsentCase } from '../consents/case.js';
import type { Confirmation } from '../sharing/confirmation.js';
import { outcomeAt, type Pair, pairOf } from '../sharing/reach.js';
import { RESOURCE_TYPES, type ResourceType, type Status } from '../vocabulary.js';

/** RES-006. */
export interface ResourceItem {
  readonly resourceId: string;
  readonly type: ResourceType;
  readonly status: Status;
}

/** Every holding of the consent's customer, paired with what was confirmed; in the order of the list. */
export function pairsOf(
  { holdings, offer }: Pick<ConsentCase, 'holdings' | 'offer'>,
  confirmation: Confirmation,
  retention: Duration,
): readonly Pair[] {
  return holdings.toSorted(byTypeAndAge).map((holding) => pairOf(confirmation, holding, { offer, retention }));
}

/** The list of a consent at an instant: what survives the steps of `sharing/reach.ts`. Never stored. */
export function listAt(pairs: readonly Pair[], now: Instant): readonly ResourceItem[] {
  return pairs.flatMap((pair): readonly ResourceItem[] => {
    const outcome = outcomeAt(pair, now);
    const { resourceId, type } = pair.holding;
    return outcome.listed ? [{ resourceId, type, status: outcome.status }] : [];
  });
}

const PLACES = new Map(RESOURCE_TYPES.map((type, place) => [type, place]));

/** A stable order, so that pages neither repeat nor skip: by type, then the older contract first, then by id. */
function byTypeAndAge(one: Pair['holding'], other: Pair['holding']): number {
  const byType = (PLACES.get(one.type) ?? 0) - (PLACES.get(other.type) ?? 0);
  if (byType !== 0) return byType;
  if (one.contractedAt !== other.contractedAt) return one.contractedAt - other.contractedAt;
  return one.resourceId < other.resourceId ? -1 : 1;
}
