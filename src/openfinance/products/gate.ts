import type { Duration } from '../../core/duration.js';
import type { Instant } from '../../core/instant.js';
import type { ActiveCase } from '../consents/access.js';
import type { Holding } from '../holdings/holding.js';
import { pairsOf } from '../resources/list.js';
import { registrationStatus } from '../sharing/pair.js';
import { outcomeAt, type Pair, STEPS } from '../sharing/reach.js';
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
    throw refusal(isPast(pair, outcome.step, subject.now) ? 'RESOURCE_OUT_OF_REACH' : 'RESOURCE_UNKNOWN');
  if (outcome.status !== 'AVAILABLE') throw refusal(BY_STATUS[outcome.status]);
  return pair.holding;
}

/** @throws ApiError 403 with the code of the status, while who the customer is may not be shared. PRD-014. */
export function requireRegistration({ customer, confirmation, now }: ActiveCase): void {
  const status = registrationStatus(customer, confirmation, now);
  if (status !== 'AVAILABLE') throw refusal(BY_STATUS[status]);
}

/** Closed too long before the consent to be in it, or gone from the list since. */
const isPast = (pair: Pair, step: string, now: Instant): boolean =>
  step === 'retained' || STEPS.some(({ name, judge }) => name === 'within-exposure' && !judge(pair, now).kept);
