import { Refusal } from '../../core/errors.js';
import type { Transaction } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { refusal } from '../wire/errors.js';
import { type ConsentCase, stateNow } from './case.js';
import { CONSENTS } from './consent.js';
import { requireCase, requireMove } from './lifecycle.js';
import { afterEvent, type RejectionEvent } from './machine.js';

/** The official codes somebody may give as the reason of an end, with what each records. CON-4.1.1. */
const EVENTS = {
  CUSTOMER_MANUALLY_REJECTED: 'DECLINED',
  CUSTOMER_MANUALLY_REVOKED: 'REVOKED',
  INTERNAL_SECURITY_REASON: 'SECURITY_SUSPECTED',
  CONSENT_TECHNICAL_ISSUE: 'TECHNICAL_FAILURE',
} as const satisfies Record<string, RejectionEvent>;

const isGiven = (reason: string): reason is keyof typeof EVENTS => Object.hasOwn(EVENTS, reason);

/** Whether a consent may end for this reason where it stands. */
const mayFollow = (subject: ConsentCase, reason: keyof typeof EVENTS): boolean =>
  afterEvent(stateNow(subject).status, EVENTS[reason]) !== undefined;

function notGiven(subject: ConsentCase, reason: string, message: string): Refusal {
  const allowed = Object.keys(EVENTS).filter((name) => isGiven(name) && mayFollow(subject, name));
  return new Refusal('conflict', `${message}; allowed: ${allowed.join(', ')}`, {
    from: stateNow(subject).status,
    reason,
    allowed,
  });
}

/** How an arranged end begins: `reject` while the customer has not authorised, `revoke` after. */
const BY_VERB = { reject: 'CUSTOMER_MANUALLY_REJECTED', revoke: 'CUSTOMER_MANUALLY_REVOKED' } as const;
export type EndingVerb = keyof typeof BY_VERB;

/** Why an arranged end comes about: an official code; the customer's own wish when it is left out. */
export interface Ending {
  readonly reason?: string;
}

/** @throws Refusal (conflict) when the consent is not where the verb begins, or the reason cannot be given there. */
export async function endConsent(
  tx: Transaction,
  context: OpenFinanceContext,
  consentId: string,
  { verb, reason = BY_VERB[verb] }: Ending & { readonly verb: EndingVerb },
): Promise<void> {
  const subject = await requireCase(tx, context, consentId);
  requireMove(subject, EVENTS[BY_VERB[verb]]);
  if (!isGiven(reason)) {
    throw notGiven(subject, reason, `${reason} is nobody's decision: advance the clock until it is due`);
  }
  if (!mayFollow(subject, reason)) throw notGiven(subject, reason, `${reason} is no reason to end it now`);
  await record(tx, subject, EVENTS[reason]);
}

/**
 * The receiver ends its consent: a refusal until the customer authorises, a revocation from then on. CON-4.1.3.
 * @throws ApiError 422 when it has ended already.
 */
export async function withdrawConsent(tx: Transaction, subject: ConsentCase): Promise<void> {
  const { status } = stateNow(subject);
  if (status === 'REJECTED') throw refusal('CONSENTIMENTO_EM_STATUS_REJEITADO');
  await record(tx, subject, status === 'AUTHORISED' ? 'REVOKED' : 'DECLINED');
}

const record = (tx: Transaction, { consent, now }: ConsentCase, event: RejectionEvent): Promise<void> =>
  tx.put(CONSENTS, consent.consentId, { ...consent, facts: [...consent.facts, { at: now, event }] });
