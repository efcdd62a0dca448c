import type { Grant } from '../auth/tokens.js';
import type { Reader } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import type { Permission } from '../vocabulary.js';
import { refusal } from '../wire/errors.js';
import { type ConsentCase, readCase, stateNow } from './case.js';
import { CONSENT_ID, type Consent, confirmationOf } from './consent.js';
import type { Confirmation } from '../sharing/confirmation.js';

/** A consent that is AUTHORISED now, with what the customer confirmed. */
export interface ActiveCase extends ConsentCase {
  readonly confirmation: Confirmation;
}

/**
 * The grant's consent, as `read` and `seen` show it.
 * @throws ApiError 401 unless it exists, belongs to the grant's client and is AUTHORISED (RES-002, RES-101).
 */
export async function requireActiveConsent(
  grant: Grant,
  read: (consentId: string) => Promise<ConsentCase | undefined>,
  seen: (read: ConsentCase) => Promise<ConsentCase>,
): Promise<ActiveCase> {
  const found = grant.consentId === undefined ? undefined : await read(grant.consentId);
  const subject = found && (await seen(found));
  const confirmation = subject && confirmationOf(subject.consent);
  if (!subject || !confirmation || subject.consent.clientId !== grant.clientId) throw refusal('CONSENT_NOT_ACTIVE');
  if (stateNow(subject).status !== 'AUTHORISED') throw refusal('CONSENT_NOT_ACTIVE');
  const { consent, customer, holdings, offer, clock, deadlines, now } = subject;
  return { consent, customer, holdings, offer, clock, deadlines, now, confirmation };
}

/** The consent of that id. @throws ApiError 404 when there is none, 403 when it is another receiver's. CON-4.1.2. */
export async function requireOwnCase(
  reader: Reader,
  context: OpenFinanceContext,
  consentId: string,
  clientId: string,
): Promise<ConsentCase> {
  const subject = CONSENT_ID.test(consentId) ? await readCase(reader, context, consentId) : undefined;
  if (!subject) throw refusal('CONSENT_NOT_FOUND');
  if (subject.consent.clientId !== clientId) throw refusal('CONSENT_OUT_OF_REACH');
  return subject;
}

/** @throws ApiError 403 when the path names another consent than the token's. CON-4.2.6. */
export function requireSameConsent({ consentId }: Consent, named: string | undefined): void {
  if (named !== undefined && named !== consentId) throw refusal('CONSENT_OUT_OF_REACH');
}

/** @throws ApiError 403 (RES-003, PRD-005). */
export function requirePermission({ permissions }: Consent, permission: Permission): void {
  if (permissions.includes(permission)) return;
  throw refusal(permission === 'RESOURCES_READ' ? 'PERMISSION' : 'PRODUCT_PERMISSION');
}
