import { Refusal } from '../../core/errors.js';
import { formatInstant, type Instant } from '../../core/instant.js';
import { readMoment } from '../../core/moment.js';
import type { Transaction } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { requireCustomer, requireHolding } from '../holdings/arrange.js';
import { registrationOf } from '../holdings/registration.js';
import { decisionOn } from '../sharing/confirmation.js';
import { registrationStatus, sharesRegistration } from '../sharing/pair.js';
import { outcomeAt, pairOf } from '../sharing/reach.js';
import type { Status } from '../vocabulary.js';
import type { ActiveCase } from './access.js';
import { type ConsentCase, stateNow } from './case.js';
import { CONSENTS, type Consent, confirmationOf } from './consent.js';
import { requireCase } from './lifecycle.js';

/** What an approver decides in one consent. */
export interface Decision {
  readonly consentId: string;
  readonly to: Status;
  /** RFC 3339, or a duration from now; now, when absent. */
  readonly at?: string;
}

/**
 * An approver's decision on one resource in one consent.
 * @throws Refusal when the resource is not waiting there (any more), or its approvers already decided.
 */
export async function decide(
  tx: Transaction,
  context: OpenFinanceContext,
  resourceId: string,
  decision: Decision,
): Promise<ConsentCase> {
  const holding = await requireHolding(tx, resourceId);
  return record(tx, context, resourceId, decision, ({ offer, confirmation }, at) => {
    const outcome = outcomeAt(pairOf(confirmation, holding, { offer, retention: context.settings.retention }), at);
    if (outcome.listed) return outcome.status;
    throw notPart(resourceId, decision, outcome.rule);
  });
}

/** The same on who the customer of the consent is. PRD-014. */
export async function decideOnRegistration(
  tx: Transaction,
  context: OpenFinanceContext,
  customerId: string,
  decision: Decision,
): Promise<ConsentCase> {
  const registration = registrationOf(await requireCustomer(tx, customerId));
  return record(tx, context, registration.resourceId, decision, ({ customer, confirmation }, at) => {
    if (customer.customerId !== customerId) throw notPart(`the registration of ${customerId}`, decision, 'PRD-009');
    if (!sharesRegistration(confirmation)) throw notPart(`the registration of ${customerId}`, decision, 'PRD-005');
    return registrationStatus(customer, confirmation, at);
  });
}

async function record(
  tx: Transaction,
  context: OpenFinanceContext,
  id: string,
  decision: Decision,
  statusIn: (subject: ActiveCase, at: Instant) => Status,
): Promise<ConsentCase> {
  const subject = await requireCase(tx, context, decision.consentId);
  const { consent, now } = subject;
  const confirmation = confirmationOf(consent);
  const at = decision.at === undefined ? now : readMoment(decision.at, now, 'at');
  if (!confirmation || stateNow(subject).status !== 'AUTHORISED') {
    throw new Refusal('conflict', `${consent.consentId} is not AUTHORISED: there is nothing to approve in it`);
  }
  if (at < confirmation.authorisedAt) {
    throw new Refusal('conflict', `nobody can decide on ${id} before ${consent.consentId} was confirmed (RES-044)`, {
      rule: 'RES-044',
      authorisedAt: formatInstant(confirmation.authorisedAt),
    });
  }
  const from = statusIn({ ...subject, confirmation }, at);
  if (from === decision.to) return subject;
  if (from !== 'PENDING_AUTHORISATION' || decisionOn(consent, id) !== undefined) {
    throw notWaiting(id, consent, from, decision.to);
  }
  const fact = { at, to: decision.to, cause: decision.to === 'UNAVAILABLE' ? 'approver refused' : 'approver agreed' };
  const decided: Consent = { ...consent, decisions: { ...consent.decisions, [id]: fact } };
  await tx.put(CONSENTS, consent.consentId, decided);
  return { ...subject, consent: decided };
}

const notPart = (what: string, { consentId }: Decision, rule: string): Refusal =>
  new Refusal('unprocessable', `${what} is not part of ${consentId} (${rule})`, { rule });

const notWaiting = (resourceId: string, { consentId }: Consent, from: Status, to: Status): Refusal =>
  new Refusal(
    'conflict',
    `${resourceId} is not waiting for an approver in ${consentId}: it is ${from} there, or already decided`,
    {
      from,
      to,
      allowed: [],
      rule: 'RES-034',
    },
  );
