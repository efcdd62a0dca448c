import { Refusal } from '../../core/errors.js';
import { formatInstant } from '../../core/instant.js';
import { readMoment } from '../../core/moment.js';
import type { Transaction } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { requireHolding } from '../holdings/arrange.js';
import { decisionOn } from '../sharing/confirmation.js';
import { outcomeAt, pairOf } from '../sharing/reach.js';
import type { Status } from '../vocabulary.js';
import { type ConsentCase, stateNow } from './case.js';
import { CONSENTS, type Consent, confirmationOf } from './consent.js';
import { requireCase } from './lifecycle.js';

/**
 * An approver's decision on one resource in one consent.
 * @throws Refusal when the resource is not waiting there (any more), or its approvers already decided.
 */
export async function decide(
  tx: Transaction,
  context: OpenFinanceContext,
  resourceId: string,
  decision: { readonly consentId: string; readonly to: Status; readonly at?: string },
): Promise<ConsentCase> {
  const holding = await requireHolding(tx, resourceId);
  const subject = await requireCase(tx, context, decision.consentId);
  const { consent, now } = subject;
  const confirmation = confirmationOf(consent);
  const at = decision.at === undefined ? now : readMoment(decision.at, now, 'at');
  if (!confirmation || stateNow(subject).status !== 'AUTHORISED') {
    throw new Refusal('conflict', `${consent.consentId} is not AUTHORISED: there is nothing to approve in it`);
  }
  if (at < confirmation.authorisedAt) {
    throw new Refusal(
      'conflict',
      `nobody can decide on ${resourceId} before ${consent.consentId} was confirmed (RES-044)`,
      {
        rule: 'RES-044',
        authorisedAt: formatInstant(confirmation.authorisedAt),
      },
    );
  }
  const pair = pairOf(confirmation, holding, { offer: subject.offer, retention: context.settings.retention });
  const outcome = outcomeAt(pair, at);
  if (!outcome.listed) {
    throw new Refusal('unprocessable', `${resourceId} is not part of ${consent.consentId} (${outcome.rule})`, {
      rule: outcome.rule,
    });
  }
  const from = outcome.status;
  if (from === decision.to) return subject;
  if (from !== 'PENDING_AUTHORISATION' || decisionOn(consent, resourceId) !== undefined) {
    throw notWaiting(resourceId, consent, from, decision.to);
  }
  const fact = { at, to: decision.to, cause: decision.to === 'UNAVAILABLE' ? 'approver refused' : 'approver agreed' };
  const decided: Consent = { ...consent, decisions: { ...consent.decisions, [resourceId]: fact } };
  await tx.put(CONSENTS, consent.consentId, decided);
  return { ...subject, consent: decided };
}

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
