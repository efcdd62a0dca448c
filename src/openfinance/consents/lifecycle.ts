import { Refusal } from '../../core/errors.js';
import { formatInstant } from '../../core/instant.js';
import { readMoment } from '../../core/moment.js';
import type { Reader, Transaction } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { requireHolding } from '../holdings/arrange.js';
import { decisionOn } from '../sharing/confirmation.js';
import { outcomeAt, pairOf } from '../sharing/reach.js';
import { eligibleForSelection, requireSelection } from '../sharing/selection.js';
import type { Status } from '../vocabulary.js';
import { type ConsentCase, readCase, stateNow } from './case.js';
import { CONSENTS, type Consent, confirmationOf } from './consent.js';
import { afterEvent, allowedEvents, type ConsentEvent } from './machine.js';
import { expiryAt } from './term.js';

/** What the customer does on the confirmation page. `resourceIds`: the accounts and cards ticked. */
export interface Selection {
  readonly resourceIds?: readonly string[];
}

/** @throws Refusal when the consent is not awaiting authorisation, or the selection is not one the page allows. */
export async function authorise(
  tx: Transaction,
  context: OpenFinanceContext,
  consentId: string,
  selection: Selection = {},
): Promise<Consent> {
  const subject = await requireCase(tx, context, consentId);
  const { consent, holdings, offer, now } = subject;
  requireMove(subject, 'AUTHORISED');
  const expiresAt = expiryAt(consent, now);
  if (expiresAt !== undefined && expiresAt <= now) {
    throw new Refusal('conflict', `${consentId} expired on ${formatInstant(expiresAt)}`);
  }
  const world = { offer, retention: context.settings.retention };
  const eligible = eligibleForSelection(holdings, { permissions: consent.permissions, authorisedAt: now }, world);
  return save(tx, {
    ...consent,
    facts: [...consent.facts, { at: now, event: 'AUTHORISED' }],
    selection: requireSelection(selection.resourceIds, eligible),
  });
}

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
  const saved = await save(tx, { ...consent, decisions: { ...consent.decisions, [resourceId]: fact } });
  return { ...subject, consent: saved };
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

export async function requireConsent(reader: Reader, consentId: string): Promise<Consent> {
  const stored = await reader.get(CONSENTS, consentId);
  if (!stored) throw new Refusal('not-found', `there is no consent ${consentId}`);
  return stored.value;
}

export async function requireCase(
  reader: Reader,
  context: OpenFinanceContext,
  consentId: string,
): Promise<ConsentCase> {
  const subject = await readCase(reader, context, consentId);
  if (!subject) throw new Refusal('not-found', `there is no consent ${consentId}`);
  return subject;
}

/** @throws Refusal (conflict) where the machine forbids the event. */
export function requireMove(subject: ConsentCase, event: ConsentEvent): void {
  const { status } = stateNow(subject);
  if (afterEvent(status, event)) return;
  const allowed = allowedEvents(status);
  throw new Refusal('conflict', `${subject.consent.consentId} is ${status}: ${event} cannot follow`, {
    from: status,
    event,
    allowed,
  });
}

async function save(tx: Transaction, consent: Consent): Promise<Consent> {
  await tx.put(CONSENTS, consent.consentId, consent);
  return consent;
}
