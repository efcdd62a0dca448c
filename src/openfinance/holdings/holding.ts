import { addMonths } from '../../core/duration.js';
import { Refusal } from '../../core/errors.js';
import { formatInstant, type Instant } from '../../core/instant.js';
import { readMoment } from '../../core/moment.js';
import { collection } from '../../store/store.js';
import type { Kind, ResourceType, Status, StatusFact } from '../vocabulary.js';
import { forbiddingRule, mayMove, nextStatuses } from './status-machine.js';

/** What has a status. It is never stored: facts are. */
export interface Held {
  readonly resourceId: string;
  readonly type: Kind;
  readonly contractedAt: Instant;
  /** The status it has from `contractedAt` on. PENDING_AUTHORISATION: it needs more than one approver in every consent. */
  readonly initial: Status;
  /** In the order they were recorded; replay sorts them by instant. */
  readonly facts: readonly StatusFact[];
  /** Closed, settled, redeemed, matured or cancelled, while still visible to the customer. RES-038. */
  readonly closedAt?: Instant;
}

/** A product a customer has, or will have, at this institution. */
export interface Holding extends Held {
  readonly customerId: string;
  readonly type: ResourceType;
  /** False for what an institution never shares: dormant card, annulled exchange, ported credit. */
  readonly shareable: boolean;
}

export const HOLDINGS = collection<Holding>('holdings', { customerId: (holding) => holding.customerId });

/** A status that took effect at `at` (included), and the rule or cause behind it. */
export interface Change {
  readonly at: Instant;
  readonly status: Status;
  readonly rule: string;
  readonly cause: string;
}

/** How long a closed product stays AVAILABLE. Civil months, end included. RES-038, RES-039. */
export const EXPOSURE_MONTHS = 12;

/** The last instant of the exposure window of a product closed at `closedAt`. */
export const exposureEnd = (closedAt: Instant): Instant => addMonths(closedAt, EXPOSURE_MONTHS);

/** The rule a move to each status follows. */
const MOVE_RULES: Readonly<Record<Status, string>> = {
  AVAILABLE: 'RES-031',
  TEMPORARILY_UNAVAILABLE: 'RES-032',
  UNAVAILABLE: 'RES-033',
  PENDING_AUTHORISATION: 'RES-034',
};

export const statusRule = (status: Status): string => MOVE_RULES[status];

/** What frozen holdings were found to live through: they say the same for ever. */
const LIVES = new WeakMap<Held, readonly Change[]>();

/**
 * Every status the holding has had and will have, oldest first: its facts and the end of its exposure window, replayed
 * through the machine. Moves to the status it already has are left out.
 */
export function lifeOf(holding: Held): readonly Change[] {
  const known = LIVES.get(holding);
  if (known) return known;
  const life = replayed(holding);
  if (Object.isFrozen(holding)) LIVES.set(holding, life);
  return life;
}

function replayed(holding: Held): readonly Change[] {
  const life: Change[] = [
    { at: holding.contractedAt, status: holding.initial, rule: statusRule(holding.initial), cause: 'contracted' },
  ];
  replay(holding, (from, change) => {
    if (!mayMove(holding.type, from, change.status)) return false;
    life.push(change);
    return true;
  });
  return life;
}

/** The status in force at `now`; `undefined` before the product was contracted. */
export function changeAt(life: readonly Change[], now: Instant): Change | undefined {
  return life.findLast((change) => change.at <= now);
}

/** @throws Refusal when a fact, recorded or scheduled, has no legal place among the others. Nothing is changed. */
export function requireConsistent(holding: Held): void {
  const { resourceId, contractedAt, closedAt } = holding;
  if (closedAt !== undefined && closedAt < contractedAt) {
    throw new Refusal('conflict', `${resourceId} would be closed before it was contracted`, {
      contractedAt: formatInstant(contractedAt),
      closedAt: formatInstant(closedAt),
    });
  }
  const early = holding.facts.find((fact) => fact.at < contractedAt);
  if (early) {
    throw new Refusal('conflict', `${resourceId} cannot become ${early.to} before it is contracted`, {
      to: early.to,
      at: formatInstant(early.at),
      contractedAt: formatInstant(contractedAt),
    });
  }
  replay(holding, (from, change) => {
    if (mayMove(holding.type, from, change.status)) return true;
    throw illegalMove(holding, from, change.status, change.at);
  });
}

export function illegalMove(holding: Held, from: Status, to: Status, at: Instant): Refusal {
  const allowed = nextStatuses(holding.type, from);
  const rule = forbiddingRule(from, to);
  const may = allowed.length > 0 ? `only ${allowed.join(', ')} may follow` : 'nothing may follow';
  const message = `${holding.type} ${holding.resourceId} cannot go from ${from} to ${to} at ${formatInstant(at)} (${rule}): ${may}`;
  return new Refusal('conflict', message, { from, to, allowed, rule, at: formatInstant(at) });
}

/** Walks the moves in time order; `apply` says whether a move took effect. */
function replay(holding: Held, apply: (from: Status, change: Change) => boolean): void {
  let status = holding.initial;
  for (const change of movesOf(holding)) {
    if (change.status !== status && apply(status, change)) status = change.status;
  }
}

function movesOf(holding: Held): readonly Change[] {
  const moves = holding.facts.map(({ at, to, cause }): Change => ({ at, status: to, rule: statusRule(to), cause }));
  if (holding.closedAt !== undefined) {
    const at = exposureEnd(holding.closedAt) + 1;
    moves.push({ at, status: 'UNAVAILABLE', rule: 'RES-038', cause: 'twelve months since closing' });
  }
  return moves.toSorted((one, other) => one.at - other.at);
}

/** A move as it is asked for: the status to take, now or at `at` (RFC 3339, or a duration from now). */
export interface MoveWanted {
  readonly to: Status;
  readonly at?: string;
  readonly cause?: string;
}

/**
 * The same with the move among its facts; itself when it has that status already.
 * @throws Refusal (conflict) when the machine forbids the move, or it would make a scheduled fact illegal.
 */
export function moved<H extends Held>(holding: H, { to, at: when, cause = 'operator' }: MoveWanted, now: Instant): H {
  const at = when === undefined ? now : readMoment(when, now, 'at');
  const current = changeAt(lifeOf(holding), at)?.status;
  if (current === undefined) {
    throw new Refusal('conflict', `${holding.resourceId} cannot become ${to} before it is contracted`, {
      to,
      contractedAt: formatInstant(holding.contractedAt),
    });
  }
  if (current === to) return holding;
  if (!mayMove(holding.type, current, to)) throw illegalMove(holding, current, to, at);
  const after = { ...holding, facts: [...holding.facts, { at, to, cause }] };
  requireConsistent(after);
  return after;
}
