import type { WallClock } from '../core/clock.js';
import type { Duration } from '../core/duration.js';
import type { IdSource } from '../core/ids.js';
import type { Store } from '../store/store.js';

/** Where the 5-minute preparation window is counted from. RES-051. */
export const POLLING_ANCHORS = ['authorisation', 'first-call', 'creation'] as const;
export type PollingAnchor = (typeof POLLING_ANCHORS)[number];

/** What happens to a consent when every resource in it loses its approval. RES-045. */
export const APPROVAL_TIMEOUTS = ['consent', 'resource'] as const;
export type ApprovalTimeout = (typeof APPROVAL_TIMEOUTS)[number];

/** Whether calls are counted: never, or up to the official minima. PRD-011, PRD-012. */
export const LIMITS = ['off', 'official'] as const;
export type Limits = (typeof LIMITS)[number];

/** The version a family announces in `x-v`, e.g. `loans=2.6.0`. */
export interface ApiVersion {
  readonly family: string;
  readonly version: string;
}

/** What the institution decides for itself, within what the rules allow. */
export interface OpenFinanceSettings {
  readonly pollingAnchor: PollingAnchor;
  readonly pollingLimit: Duration;
  readonly retention: Duration;
  readonly maxPageSize: number;
  readonly approvalTimeout: ApprovalTimeout;
  /** How far ahead a new consent may expire, or `none`. CON-4.3.6. */
  readonly maxConsentValidity: Duration;
  /** The same for an extension. CON-4.2.2. */
  readonly maxExtensionValidity: Duration;
  readonly limits: Limits;
  /** How long an access token lives, in real time. RULES §7: PT5M to PT15M. */
  readonly accessTokenLife: Duration;
  /** Versions announced in `x-v` instead of the documents' own, by family. */
  readonly apiVersion: readonly ApiVersion[];
}

/** What the rooms of this family work with. Handed down; nothing here is global. */
export interface OpenFinanceContext {
  readonly store: Store;
  readonly wall: WallClock;
  readonly ids: IdSource;
  readonly settings: OpenFinanceSettings;
}
