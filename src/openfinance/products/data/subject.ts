import type { Instant } from '../../../core/instant.js';
import type { ResourceType } from '../../vocabulary.js';
import type { Occurrence } from './calendar.js';
import type { Dice } from './dice.js';
import type { Known } from './known.js';

/** What the data are about: the facts every value must agree with. */
export interface Subject {
  readonly type: ResourceType;
  readonly resourceId: string;
  /** The customer's document. */
  readonly customerId: string;
  readonly customerName: string;
  /** Whether other approvers have a say in it. */
  readonly isJoint: boolean;
  /** When the product was contracted. */
  readonly contractedAt: Instant;
  /** When it was closed, settled or redeemed; absent while it is not. */
  readonly closedAt?: Instant;
  readonly now: Instant;
  /** When the row happened, in a list of things that happen over time. */
  readonly happenedAt?: Instant;
}

/** What the values of one resource have to agree on, by property name. The dice are the resource's. */
export type Portrait = (subject: Subject, dice: Dice) => Known;

/** The same for something that happened to it. The first dice are the resource's, the others the row's. */
export type RowPortrait = (subject: Subject, dice: Dice, row: { readonly dice: Dice } & Occurrence) => Known;

export const isCompany = ({ customerId }: Pick<Subject, 'customerId'>): boolean => customerId.length === 14;
