import type { Instant } from '../../../core/instant.js';

/** What the data are about: the facts every value must agree with. */
export interface Subject {
  /** The customer's document. */
  readonly customerId: string;
  readonly customerName: string;
  /** When the product was contracted. */
  readonly contractedAt: Instant;
  readonly closedAt?: Instant;
  readonly now: Instant;
  /** When the row happened, in a list of things that happen over time. */
  readonly happenedAt?: Instant;
}
