import type { Exchange } from '../core/exchange.js';
import type { Instant } from '../core/instant.js';
import type { Rule } from './rule.js';

/** What traffic cannot show, told through `POST /__admin/situations`. */
export const MARKS = ['user-revoked-at-receiver', 'redirect-failed', 'new-consent-wanted'] as const;
export type MarkKind = (typeof MARKS)[number];

export interface Mark {
  readonly consentId: string;
  readonly what: MarkKind;
  /** Virtual time, on the clock of the consent's customer. */
  readonly at: Instant;
  /** Real time: what came before and what after, even where the virtual clock stands still. */
  readonly wallAt: Instant;
}

/** What the transmitter knows of a consent, and its receiver was told or could have asked. */
export interface KnownConsent {
  readonly consentId: string;
  readonly clientId: string;
  readonly createdAt: Instant;
  readonly authorisedAt?: Instant;
  /** Virtual time, on the clock of its customer. */
  readonly now: Instant;
}

/** What judges of a receiver are told besides its exchanges. */
export interface ReceiverFacts {
  readonly consents: readonly KnownConsent[];
  readonly marks: readonly Mark[];
  /** Real time. */
  readonly wallNow: Instant;
  /** How many exchanges the journal had to let go: what is missing may have been among them. */
  readonly dropped: number;
  /** Exchanges of the same receiver outside what is judged, oldest first. */
  readonly others: readonly Exchange[];
}

export type ReceiverRule = Rule<ReceiverFacts>;
