import { addDays } from '../../core/duration.js';
import type { Instant } from '../../core/instant.js';
import { type Change, changeAt, type Held, lifeOf } from '../holdings/holding.js';
import type { Customer } from '../holdings/customer.js';
import { registrationOf } from '../holdings/registration.js';
import type { Status } from '../vocabulary.js';
import { type Confirmation, decisionOn } from './confirmation.js';

/** How long the other approvers have. Calendar days from the confirmation, end excluded. RES-044. */
export const APPROVAL_DAYS = 15;

/** When the approval of a holding in a consent lapses. A product contracted later has its own fifteen days. */
export const approvalDeadline = (confirmation: Confirmation, holding: Held): Instant =>
  addDays(Math.max(confirmation.authorisedAt, holding.contractedAt), APPROVAL_DAYS);

/**
 * The statuses of one holding in one consent, oldest first. They are the holding's own, except while it waits for its
 * approvers: waiting, approval, refusal and lapse belong to the pair. A move of the holding itself ends the wait in
 * every consent.
 */
export function pairLife(confirmation: Confirmation, holding: Held): readonly Change[] {
  const own = lifeOf(holding);
  const [first, next] = own;
  if (!first || holding.initial !== 'PENDING_AUTHORISATION') return own;
  const outcome = approvalOutcome(confirmation, holding);
  if (next && next.at <= outcome.at) return own;
  if (outcome.status === 'UNAVAILABLE') return [first, outcome];
  const later = own.slice(1);
  return [first, outcome, ...later.filter((change, index) => index > 0 || change.status !== outcome.status)];
}

function approvalOutcome(confirmation: Confirmation, holding: Held): Change {
  const deadline = approvalDeadline(confirmation, holding);
  const decision = decisionOn(confirmation, holding.resourceId);
  if (!decision || decision.at >= deadline) {
    return { at: deadline, status: 'UNAVAILABLE', rule: 'RES-045', cause: 'approval timed out' };
  }
  const rule = decision.to === 'UNAVAILABLE' ? 'RES-033' : 'RES-035';
  return { at: decision.at, status: decision.to, rule, cause: decision.cause };
}

/** Whether a consent reaches who the customer is. PRD-005. */
export const sharesRegistration = ({ permissions }: Pick<Confirmation, 'permissions'>): boolean =>
  permissions.some((permission) => permission.startsWith('CUSTOMERS_'));

/** The status of who the customer is, in one consent. PRD-014. */
export function registrationStatus(customer: Customer, confirmation: Confirmation, now: Instant): Status {
  const registration = registrationOf(customer);
  return changeAt(pairLife(confirmation, registration), now)?.status ?? registration.initial;
}
