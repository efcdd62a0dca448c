import type { Instant } from '../../core/instant.js';
import type { Permission, StatusFact } from '../vocabulary.js';

/** What the customer agreed to: the part of an authorised consent that decides what it reaches. */
export interface Confirmation {
  readonly permissions: readonly Permission[];
  /** When the customer confirmed: the start of the consent. RES-039, RES-044. */
  readonly authorisedAt: Instant;
  /** Accounts and cards picked one by one. Grouped products are not picked. RES-020 to RES-023. */
  readonly selection: readonly string[];
  /** What the other approvers decided in this consent, by resource id. */
  readonly decisions: Readonly<Record<string, StatusFact>>;
}

/** What the other approvers decided on a resource. An id may be any word, `constructor` too. */
export const decisionOn = (
  { decisions }: Pick<Confirmation, 'decisions'>,
  resourceId: string,
): StatusFact | undefined => (Object.hasOwn(decisions, resourceId) ? decisions[resourceId] : undefined);
