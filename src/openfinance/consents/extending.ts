import type { Duration } from '../../core/duration.js';
import type { Instant } from '../../core/instant.js';
import type { Transaction } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { refusal } from '../wire/errors.js';
import { needsSeveralApprovers } from './approvals.js';
import { readEnd } from './asking.js';
import { type ConsentCase, stateNow } from './case.js';
import { CONSENTS, type Consent } from './consent.js';
import { mayExtend, type PartiesWritten, readParties } from './parties.js';
import { expiryAt, isSensibleEnd } from './term.js';

/** `data` of the official extension, and the headers that say from where it was asked for. */
export interface ExtensionAsked extends PartiesWritten {
  /** Absent: without end. */
  readonly expirationDateTime?: string;
}

export interface AskedFrom {
  readonly customerIpAddress: string;
  readonly customerUserAgent: string;
}

/**
 * Moves the end of a consent; nothing else about it changes.
 * @throws ApiError 403 for someone who may not ask, 422 where CON-4.2.1 or CON-4.2.2 forbids it.
 */
export async function extendConsent(
  tx: Transaction,
  context: OpenFinanceContext,
  subject: ConsentCase,
  asked: ExtensionAsked & AskedFrom,
): Promise<Consent> {
  const { consent, now } = subject;
  const parties = readParties(asked);
  const expiresAt = readEnd(asked.expirationDateTime);
  if (!mayExtend(consent, parties)) throw refusal('EXTENSION_PARTY');
  if (stateNow(subject).status !== 'AUTHORISED') throw refusal('ESTADO_CONSENTIMENTO_INVALIDO');
  if (needsSeveralApprovers(subject, context.settings.retention)) throw refusal('DEPENDE_MULTIPLA_ALCADA');
  requireLaterEnd(consent, expiresAt, { now, longest: context.settings.maxExtensionValidity });
  const extension = {
    at: now,
    ...(expiresAt !== undefined && { expiresAt }),
    loggedUser: parties.loggedUser,
    customerIpAddress: asked.customerIpAddress,
    customerUserAgent: asked.customerUserAgent,
  };
  const extended = { ...consent, extensions: [...consent.extensions, extension] };
  await tx.put(CONSENTS, consent.consentId, extended);
  return extended;
}

/** No date is the latest of all; so a date is never later than the end of a consent that has none. CON-4.2.2. */
function requireLaterEnd(
  consent: Consent,
  expiresAt: Instant | undefined,
  { now, longest }: { now: Instant; longest: Duration },
): void {
  if (expiresAt === undefined) return;
  const current = expiryAt(consent, now) ?? Number.POSITIVE_INFINITY;
  if (expiresAt <= current || !isSensibleEnd(expiresAt, now, longest)) throw refusal('EXTENSION_EXPIRY');
}
