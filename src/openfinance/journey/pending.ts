import type { Instant } from '../../core/instant.js';
import type { Reader } from '../../store/store.js';
import { type ConsentCase, readCase, stateNow } from '../consents/case.js';
import { CONSENT_ID, CONSENTS, confirmationOf } from '../consents/consent.js';
import type { OpenFinanceContext } from '../context.js';
import type { Holding } from '../holdings/holding.js';
import { registrationOf } from '../holdings/registration.js';
import type { Confirmation } from '../sharing/confirmation.js';
import { approvalDeadline, registrationStatus, sharesRegistration } from '../sharing/pair.js';
import { outcomeAt, pairOf } from '../sharing/reach.js';

/** A consent in which something waits for other approvers. RES-044. */
export interface PendingConsent {
  readonly subject: ConsentCase;
  readonly waiting: readonly Waiting[];
}

/** Something that waits. */
export interface Waiting {
  readonly resourceId: string;
  /** Absent where it is who the customer is. PRD-014. */
  readonly holding?: Holding;
  /** End excluded. */
  readonly deadline: Instant;
}

/** The CPF that confirmed a consent, and so cannot approve in the others' place; unknown where it was arranged. */
export const confirmerOf = ({ consent, customer }: ConsentCase): string | undefined =>
  consent.loggedUser ?? (customer.rel === 'CPF' ? customer.customerId : undefined);

/** The most consents one page lists, newest first. */
export const MOST_LISTED = 50;

/** What waits for approval, in one consent or in all of them. */
export async function pendingConsents(
  reader: Reader,
  context: OpenFinanceContext,
  consentId?: string,
): Promise<readonly PendingConsent[]> {
  const ids = consentId === undefined ? await idsIn(reader) : [consentId].filter((id) => CONSENT_ID.test(id));
  const found: PendingConsent[] = [];
  for (const id of ids) {
    const subject = await readCase(reader, context, id);
    const waiting = subject ? waitingIn(subject, context) : [];
    if (subject && waiting.length > 0) found.push({ subject, waiting });
    if (found.length === MOST_LISTED) break;
  }
  return found;
}

const idsIn = async (reader: Reader): Promise<readonly string[]> =>
  (await reader.list(CONSENTS))
    .filter(({ value }) => confirmationOf(value) !== undefined)
    .map(({ id }) => id)
    .toReversed();

function waitingIn(subject: ConsentCase, context: OpenFinanceContext): readonly Waiting[] {
  const confirmation = confirmationOf(subject.consent);
  if (!confirmation || stateNow(subject).status !== 'AUTHORISED') return [];
  const world = { offer: subject.offer, retention: context.settings.retention };
  const holdings = subject.holdings.filter((holding) => {
    const outcome = outcomeAt(pairOf(confirmation, holding, world), subject.now);
    return outcome.listed && outcome.status === 'PENDING_AUTHORISATION';
  });
  return [
    ...registrationWaiting(subject, confirmation),
    ...holdings.map((holding) => ({
      resourceId: holding.resourceId,
      holding,
      deadline: approvalDeadline(confirmation, holding),
    })),
  ];
}

/** Who the customer is may wait for approvers, too. PRD-014. */
function registrationWaiting({ customer, now }: ConsentCase, confirmation: Confirmation): readonly Waiting[] {
  const registration = registrationOf(customer);
  const isWaiting =
    sharesRegistration(confirmation) && registrationStatus(customer, confirmation, now) === 'PENDING_AUTHORISATION';
  if (!isWaiting) return [];
  return [{ resourceId: registration.resourceId, deadline: approvalDeadline(confirmation, registration) }];
}
