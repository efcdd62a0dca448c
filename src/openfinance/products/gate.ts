import type { Duration } from '../../core/duration.js';
import type { ActiveCase } from '../consents/access.js';
import type { Holding } from '../holdings/holding.js';
import { pairsOf } from '../resources/list.js';
import { outcomeAt } from '../sharing/reach.js';
import type { ResourceType, Status } from '../vocabulary.js';
import { type ErrorName, refusal } from '../wire/errors.js';

/** The official refusal of a detail whose resource is listed, by its status. PRD-002. */
const BY_STATUS: Readonly<Record<Exclude<Status, 'AVAILABLE'>, ErrorName>> = {
  PENDING_AUTHORISATION: 'STATUS_RESOURCE_PENDING_AUTHORISATION',
  TEMPORARILY_UNAVAILABLE: 'STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE',
  UNAVAILABLE: 'STATUS_RESOURCE_UNAVAILABLE',
};

/** The holdings a product list shows: those of its type that are AVAILABLE in this consent now. PRD-001. */
export function availableHoldings(subject: ActiveCase, type: ResourceType, retention: Duration): readonly Holding[] {
  return pairsOf(subject, subject.confirmation, retention).flatMap((pair) => {
    const outcome = pair.holding.type === type ? outcomeAt(pair, subject.now) : undefined;
    return outcome?.listed === true && outcome.status === 'AVAILABLE' ? [pair.holding] : [];
  });
}

/** What was shared once, or would be: a resource of this consent that time has taken out of it. */
const OUT_OF_REACH: readonly string[] = ['within-exposure', 'retained'];

/**
 * The holding behind an id in a product path.
 * @throws ApiError 403 with the code of its status (PRD-002); RESOURCE_FORBIDDEN when it is not in the consent, or not
 * any more (PRD-003).
 */
export function requireAvailable(subject: ActiveCase, type: ResourceType, id: string, retention: Duration): Holding {
  const pair = pairsOf(subject, subject.confirmation, retention).find(
    ({ holding }) => holding.resourceId === id && holding.type === type,
  );
  if (!pair) throw refusal('RESOURCE_UNKNOWN');
  const outcome = outcomeAt(pair, subject.now);
  if (!outcome.listed)
    throw refusal(OUT_OF_REACH.includes(outcome.step) ? 'RESOURCE_OUT_OF_REACH' : 'RESOURCE_UNKNOWN');
  if (outcome.status !== 'AVAILABLE') throw refusal(BY_STATUS[outcome.status]);
  return pair.holding;
}
