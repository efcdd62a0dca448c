import { Refusal } from '../../core/errors.js';
import { formatInstant } from '../../core/instant.js';
import type { Reader, Transaction } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { eligibleForSelection, requireSelection } from '../sharing/selection.js';
import { type ConsentCase, readCase, stateNow } from './case.js';
import { CONSENTS, type Consent } from './consent.js';
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
