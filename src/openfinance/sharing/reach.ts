import { addDuration, type Duration } from '../../core/duration.js';
import type { Instant } from '../../core/instant.js';
import { type Change, changeAt, exposureEnd, type Holding } from '../holdings/holding.js';
import { type Offer, soldAt } from '../holdings/offer.js';
import { type Status, TYPES } from '../vocabulary.js';
import type { Confirmation } from './confirmation.js';
import { pairLife } from './pair.js';

/** One holding seen through one confirmation, with what does not change from instant to instant worked out. */
export interface Pair {
  readonly confirmation: Confirmation;
  readonly holding: Holding;
  readonly life: readonly Change[];
  readonly offer: Offer;
  /** How long an UNAVAILABLE resource stays listed. RES-037. */
  readonly retention: Duration;
}

/** What a step says of a pair at an instant: kept, with the rule that keeps it, or dropped, with the rule that drops it. */
export interface Finding {
  readonly kept: boolean;
  readonly rule: string;
}

export interface Step {
  readonly name: string;
  readonly judge: (pair: Pair, now: Instant) => Finding;
}

const kept = (rule: string): Finding => ({ kept: true, rule });
const dropped = (rule: string): Finding => ({ kept: false, rule });
const either = (isKept: boolean, rule: string): Finding => ({ kept: isKept, rule });

/**
 * The steps from "held by the customer" to "listed", in order. The list is what passes them all; the explanation is
 * what each says.
 */
export const STEPS: readonly Step[] = [
  {
    name: 'permitted',
    judge: ({ confirmation, holding }) =>
      either(confirmation.permissions.includes(TYPES[holding.type].permission), 'RES-027'),
  },
  {
    // Its API is there just as long: what is AVAILABLE can be fetched (PRD-001, PRD-004).
    name: 'sold',
    judge: ({ offer, holding }, now) => either(soldAt(offer, now).includes(holding.type), 'RES-029'),
  },
  { name: 'contracted', judge: ({ holding }, now) => either(holding.contractedAt <= now, 'RES-009') },
  { name: 'shareable', judge: ({ holding }) => either(holding.shareable, TYPES[holding.type].unshareable) },
  { name: 'within-exposure', judge: judgeExposure },
  { name: 'chosen', judge: judgeChoice },
  { name: 'retained', judge: judgeRetention },
];

function judgeChoice({ confirmation, holding }: Pair): Finding {
  const { mode } = TYPES[holding.type];
  if (mode === 'grouped-resources') return kept('RES-022');
  if (mode === 'grouped-products') return kept('RES-023');
  if (confirmation.selection.includes(holding.resourceId)) return kept('RES-021');
  return dropped(holding.contractedAt > confirmation.authorisedAt ? 'RES-010' : 'RES-021');
}

/** Closed more than twelve months before the consent began: not shared, unless it moved again after that mark. */
function judgeExposure({ confirmation, holding, life }: Pair, now: Instant): Finding {
  const { closedAt } = holding;
  if (closedAt === undefined || exposureEnd(closedAt) >= confirmation.authorisedAt) return kept('RES-038');
  const movedAgain = life.some(({ at, status }) => at > exposureEnd(closedAt) && at <= now && status !== 'UNAVAILABLE');
  return movedAgain ? kept('RES-036') : dropped('RES-038');
}

function judgeRetention({ life, retention }: Pair, now: Instant): Finding {
  const current = changeAt(life, now);
  if (current?.status !== 'UNAVAILABLE') return kept('RES-037');
  return either(now <= addDuration(current.at, retention), 'RES-037');
}

/** Whether a resource is listed at an instant, and why. */
export type Outcome =
  | {
      readonly listed: true;
      readonly status: Status;
      readonly since: Instant;
      readonly rule: string;
      readonly cause: string;
    }
  | { readonly listed: false; readonly step: string; readonly rule: string };

export function pairOf(
  confirmation: Confirmation,
  holding: Holding,
  world: { readonly offer: Offer; readonly retention: Duration },
): Pair {
  return {
    confirmation,
    holding,
    life: pairLife(confirmation, holding),
    offer: world.offer,
    retention: world.retention,
  };
}

export function outcomeAt(pair: Pair, now: Instant): Outcome {
  for (const { name, judge } of STEPS) {
    const finding = judge(pair, now);
    if (!finding.kept) return { listed: false, step: name, rule: finding.rule };
  }
  const current = changeAt(pair.life, now);
  if (!current) return { listed: false, step: 'contracted', rule: 'RES-009' };
  return { listed: true, status: current.status, since: current.at, rule: current.rule, cause: current.cause };
}

/** The instants at which the outcome of a pair may change, in order. */
export function breakpoints({ holding, life, offer, retention }: Pair): readonly Instant[] {
  const purges = life.filter(({ status }) => status === 'UNAVAILABLE').map(({ at }) => addDuration(at, retention) + 1);
  const all = [holding.contractedAt, ...life.map(({ at }) => at), ...purges, ...offer.facts.map(({ from }) => from)];
  return [...new Set(all)].sort((one, other) => one - other);
}

/** The first of some instants after `now` at which what is seen differs, with what it becomes. */
export function nextChange(
  seenAt: (instant: Instant) => Outcome,
  instants: readonly Instant[],
  now: Instant,
): { at: Instant; outcome: Outcome } | undefined {
  const current = seenAt(now);
  for (const at of instants.toSorted((one, other) => one - other)) {
    if (at <= now) continue;
    const outcome = seenAt(at);
    if (!sameAnswer(current, outcome)) return { at, outcome };
  }
  return undefined;
}

const sameAnswer = (one: Outcome, other: Outcome): boolean =>
  one.listed ? other.listed && one.status === other.status : !other.listed && one.rule === other.rule;
