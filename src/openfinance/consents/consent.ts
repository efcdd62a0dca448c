import type { Duration } from '../../core/duration.js';
import { type Instant, MINUTE } from '../../core/instant.js';
import { collection } from '../../store/store.js';
import type { Confirmation } from '../sharing/confirmation.js';
import type { Permission, StatusFact } from '../vocabulary.js';
import { expiryAt, type Term } from './term.js';
import { afterEvent, type ConsentEvent, type ConsentStatus, REJECTIONS, type Rejection } from './machine.js';

/** A consent as it is kept: the customer's choice and what happened, never a status or a list. */
export interface Consent extends Term {
  readonly consentId: string;
  readonly clientId: string;
  readonly customerId: string;
  readonly permissions: readonly Permission[];
  readonly createdAt: Instant;
  /** CPF of whoever asked for it at the receiver; absent when it was arranged for a company. */
  readonly loggedUser?: string;
  /** CNPJ of the company whose data it is about. */
  readonly businessEntity?: string;
  /** Asked for in the course of another product's journey. */
  readonly isLinked?: boolean;
  readonly facts: readonly ConsentFact[];
  /** Accounts and cards picked at authorisation. */
  readonly selection: readonly string[];
  /** What the other approvers decided, by resource id. */
  readonly decisions: Readonly<Record<string, StatusFact>>;
  /** How long the list takes to prepare, from the polling anchor, or `never`. RES-050. */
  readonly readyAfter: Duration;
  /** When the receiver first asked for the list: the anchor of `--polling-anchor first-call`. */
  readonly firstCallAt?: Instant;
  /** When the list was first answered: from then on it stays ready. RES-053. */
  readonly listedAt?: Instant;
}

export interface ConsentFact {
  readonly at: Instant;
  readonly event: ConsentEvent;
}

export const CONSENTS = collection<Consent>('consents', {
  customerId: (consent) => consent.customerId,
  clientId: (consent) => consent.clientId,
});

/** Consents 3.3.1: a URN, of at most 100 characters here (the metrics platform's limit). */
export const CONSENT_ID = /^urn:[a-zA-Z0-9][a-zA-Z0-9-]{0,31}:[a-zA-Z0-9()+,\-.:=@;$_!*'%/?#]{1,90}$/;

/** How long the customer has to authorise. Milliseconds from creation, end excluded. CON-4.1. */
export const AUTHORISATION_LIMIT = 60 * MINUTE;

/** A consent's status at an instant and when it took effect. */
export interface ConsentState {
  readonly status: ConsentStatus;
  readonly since: Instant;
  readonly rejection?: Rejection;
}

/** Deadlines that depend on more than the consent itself. */
export interface OuterDeadlines {
  /** When every resource lost its approval, so that nothing usable is left. RES-045. */
  readonly approvalLapsesAt?: Instant;
}

/** A state, and the event that led to it. */
type Entered = ConsentState & { event?: ConsentEvent };

/** What frozen consents were found to live through, and under which deadline: they say the same for ever. */
const LIVES = new WeakMap<Consent, { readonly life: readonly Entered[]; readonly lapsesAt: Instant | undefined }>();

/** Every state of the consent, oldest first: its facts and deadlines, replayed through the machine. */
export function consentLife(consent: Consent, outer: OuterDeadlines = {}): readonly Entered[] {
  const { approvalLapsesAt: lapsesAt } = outer;
  const known = LIVES.get(consent);
  if (known && known.lapsesAt === lapsesAt) return known.life;
  const life = replayed(consent, outer);
  if (Object.isFrozen(consent)) LIVES.set(consent, { life, lapsesAt });
  return life;
}

function replayed(consent: Consent, outer: OuterDeadlines): readonly Entered[] {
  let status: ConsentStatus = 'AWAITING_AUTHORISATION';
  const life: Entered[] = [{ status, since: consent.createdAt }];
  for (const { at, event } of eventsOf(consent, outer)) {
    const next = afterEvent(status, event);
    if (!next) continue;
    status = next;
    life.push({ status, since: at, event, ...(event !== 'AUTHORISED' && { rejection: REJECTIONS[event] }) });
  }
  return life;
}

export function consentStateAt(consent: Consent, now: Instant, outer: OuterDeadlines = {}): ConsentState {
  return (
    consentLife(consent, outer).findLast(({ since }) => since <= now) ?? {
      status: 'AWAITING_AUTHORISATION',
      since: consent.createdAt,
    }
  );
}

/** What the customer confirmed; `undefined` while nothing has been. */
export function confirmationOf(consent: Consent): Confirmation | undefined {
  const authorised = consent.facts.find(({ event }) => event === 'AUTHORISED');
  if (!authorised) return undefined;
  const { permissions, selection, decisions } = consent;
  return { permissions, selection, decisions, authorisedAt: authorised.at };
}

/** At one instant a deadline comes before what people do: the end of each limit is excluded. */
function eventsOf(consent: Consent, { approvalLapsesAt }: OuterDeadlines): readonly ConsentFact[] {
  const deadlines: ConsentFact[] = [{ at: consent.createdAt + AUTHORISATION_LIMIT, event: 'AUTHORISATION_LAPSED' }];
  const expiresAt = expiryAt(consent);
  if (expiresAt !== undefined) deadlines.push({ at: expiresAt, event: 'EXPIRED' });
  if (approvalLapsesAt !== undefined) deadlines.push({ at: approvalLapsesAt, event: 'APPROVAL_LAPSED' });
  return [...deadlines, ...consent.facts].toSorted((one, other) => one.at - other.at);
}
