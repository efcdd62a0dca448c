import { isDuration, isNegative } from '../../core/duration.js';
import { Refusal } from '../../core/errors.js';
import { type Instant, parseInstant } from '../../core/instant.js';
import { nowOf } from '../../store/clocks.js';
import type { Transaction } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { requireCustomer } from '../holdings/arrange.js';
import type { Customer } from '../holdings/customer.js';
import { soldAt } from '../holdings/offer.js';
import { readOffer } from './case.js';
import { CONSENT_ID, CONSENTS, type Consent } from './consent.js';
import { allPermissions } from './groups.js';
import { grantedPermissions } from './request.js';

/** The receiver a consent belongs to when none is named. */
export const DEFAULT_CLIENT = 'receptora-demo';

/** A consent as the admin API takes it. */
export interface NewConsent {
  readonly customerId: string;
  readonly permissions: readonly string[] | 'all';
  readonly expirationDateTime?: string;
  readonly preparation?: { readonly readyAfter: string };
  readonly clientId?: string;
  /** Chosen by a scenario, so that loading it again gives the same consent. */
  readonly consentId?: string;
}

/** Creates a consent that awaits authorisation, under the same rules as the official POST. */
export async function createConsent(
  tx: Transaction,
  context: OpenFinanceContext,
  wanted: NewConsent,
): Promise<Consent> {
  const customer = await requireCustomer(tx, wanted.customerId);
  const { expirationDateTime, preparation, clientId = DEFAULT_CLIENT, consentId } = wanted;
  if (consentId !== undefined && !CONSENT_ID.test(consentId))
    throw new Refusal('malformed', `consentId "${consentId}" is not a URN`, { field: 'consentId' });
  return openConsent(tx, context, customer, {
    clientId,
    ...(customer.rel === 'CPF' && { loggedUser: customer.customerId }),
    permissions: wanted.permissions === 'all' ? allPermissions(customer.rel) : wanted.permissions,
    readyAfter: readReadyAfter(preparation?.readyAfter ?? 'PT0S'),
    ...(expirationDateTime !== undefined && { expiresAt: readExpiry(expirationDateTime) }),
    ...(consentId !== undefined && { consentId }),
  });
}

/** What a new consent says, whoever asks for it. */
interface Opening {
  readonly clientId: string;
  readonly permissions: readonly string[];
  readonly readyAfter: string;
  readonly expiresAt?: Instant;
  readonly loggedUser?: string;
  readonly isLinked?: boolean;
  readonly consentId?: string;
}

/** @throws ApiError where the request breaks a rule of CON-4.3.1 to CON-4.3.7. */
export async function openConsent(
  tx: Transaction,
  context: OpenFinanceContext,
  { customerId, rel, clock }: Customer,
  opening: Opening,
): Promise<Consent> {
  const now = await nowOf(tx, context.wall, clock);
  const sold = soldAt(await readOffer(tx), now);
  const permissions = grantedPermissions(
    { ...opening, hasBusinessEntity: rel === 'CNPJ' },
    { now, sold, longest: context.settings.maxConsentValidity },
  );
  const consent: Consent = {
    consentId: `urn:transmissora:${context.ids.uuid()}`,
    ...opening,
    customerId,
    ...(rel === 'CNPJ' && { businessEntity: customerId }),
    permissions,
    createdAt: now,
    extensions: [],
    facts: [],
    selection: [],
    decisions: {},
  };
  await tx.put(CONSENTS, consent.consentId, consent);
  return consent;
}

function readExpiry(text: string): Instant {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  throw new Refusal('malformed', `expirationDateTime is "${text}": expected an instant such as 2026-12-31T23:59:59Z`, {
    field: 'expirationDateTime',
  });
}

/** @throws Refusal (malformed). */
export function readReadyAfter(text: string): string {
  if (text === 'never' || (isDuration(text) && !isNegative(text))) return text;
  throw new Refusal('malformed', `readyAfter is "${text}": expected a duration such as PT30S, or "never"`, {
    field: 'readyAfter',
  });
}
