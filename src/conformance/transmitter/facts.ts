import type { Instant } from '../../core/instant.js';
import type { Rule } from '../rule.js';

/** A resource somebody arranged, as far as its status follows from it. */
export interface ArrangedResource {
  readonly customerId: string;
  readonly resourceId: string;
  readonly type: string;
  readonly contractedAt: Instant;
  /** Closed, settled or redeemed, while the customer still sees it. */
  readonly closedAt?: Instant;
  /** False for what is never shared: a dormant card, annulled exchange, cancelled credit. */
  readonly shareable: boolean;
  /** It waits for more approvers in every consent. */
  readonly isJoint: boolean;
  /** What it became, oldest first; AVAILABLE before the first. */
  readonly moves: readonly { readonly at: Instant; readonly to: string }[];
}

export interface ArrangedConsent {
  readonly consentId: string;
  readonly customerId: string;
  readonly permissions: readonly string[];
  /** Somebody gave its token; only what it permits is known of it. */
  readonly isOffered?: true;
  readonly createdAt: Instant;
  readonly authorisedAt?: Instant;
  readonly expiresAt?: Instant;
  /** When it was revoked or refused. */
  readonly endedAt?: Instant;
  readonly endedBy?: 'customer' | 'receiver';
  /** Accounts and cards the customer picked; absent: all there were. */
  readonly selection?: readonly string[];
  /** When its list is ready; absent: at once. */
  readonly readyAt?: Instant | 'never';
  /** What the other approvers decided. */
  readonly decisions: readonly { readonly resourceId: string; readonly at: Instant; readonly to: string }[];
}

/** What a call was made for, where the exchange cannot show it. */
export type Aim =
  | 'scope-missing'
  | 'token-invalid'
  | 'foreign-client'
  | 'client-token'
  | 'unknown-id'
  | 'blocked-registration'
  | 'follows-self'
  | 'follows-next'
  | 'joint-consent'
  | 'other-person';

/** What judges of a transmitter are told besides the exchanges: the world as it was arranged. Empty where nothing was. */
export interface TransmitterFacts {
  readonly resources: readonly ArrangedResource[];
  readonly consents: readonly ArrangedConsent[];
  /** By the id of the exchange. */
  readonly aims: ReadonlyMap<number, Aim>;
}

export type TransmitterRule = Rule<TransmitterFacts>;

export const consentOf = ({ consents }: TransmitterFacts, consentId: string | undefined): ArrangedConsent | undefined =>
  consents.find((consent) => consent.consentId === consentId);
