import { formatInstant, type Instant } from '../../core/instant.js';
import type { ConsentCase } from '../consents/case.js';
import { confirmationOf } from '../consents/consent.js';
import type { OpenFinanceSettings } from '../context.js';
import { nextChange, type Outcome, outcomeAt, type Pair, STEPS } from '../sharing/reach.js';
import type { ResourceType, Status } from '../vocabulary.js';
import { answerAt } from './answer.js';
import { pairsOf } from './list.js';
import { type Bilingual, reasonFor } from './reasons.js';

/** Why each holding of a consent's customer is, or is not, in the list. */
export interface Explanation {
  readonly consentId: string;
  readonly status: string;
  readonly now: string;
  /** What `GET /resources` answers now: 200, 202, 401 or 504. */
  readonly answers: number;
  readonly preparation: { readonly state: string; readonly readyAt?: string; readonly limitAt?: string };
  readonly resources: readonly ResourceExplanation[];
}

export interface ResourceExplanation {
  readonly resourceId: string;
  readonly type: ResourceType;
  readonly listed: boolean;
  readonly status?: Status;
  /** Since when it has this status in this consent. */
  readonly since?: string;
  /** The rule that keeps it out, or gives it its status. */
  readonly rule: string;
  readonly reason: Bilingual;
  /** What each step said, up to the one that decided. */
  readonly steps: readonly { readonly step: string; readonly kept: boolean; readonly rule: string }[];
  /** When the answer next changes by itself, and to what. */
  readonly next?: { readonly at: string; readonly listed: boolean; readonly status?: Status; readonly rule: string };
}

export function explain(subject: ConsentCase, settings: OpenFinanceSettings): Explanation {
  const { consent, now } = subject;
  const { status, answers, preparation } = answerAt(subject, now, settings);
  const { state, readyAt, limitAt } = preparation;
  const confirmation = confirmationOf(consent);
  const pairs = confirmation ? pairsOf(subject, confirmation, settings.retention) : [];
  return {
    consentId: consent.consentId,
    status,
    now: formatInstant(now),
    answers,
    preparation: {
      state,
      ...(readyAt !== undefined && { readyAt: formatInstant(readyAt) }),
      ...(limitAt !== undefined && { limitAt: formatInstant(limitAt) }),
    },
    resources: pairs.map((pair) => explainPair(pair, now)),
  };
}

function explainPair(pair: Pair, now: Instant): ResourceExplanation {
  const outcome = outcomeAt(pair, now);
  const next = nextChange(pair, now);
  return {
    resourceId: pair.holding.resourceId,
    type: pair.holding.type,
    ...verdict(outcome),
    ...(outcome.listed && { since: formatInstant(outcome.since) }),
    reason: reasonFor(outcome),
    steps: stepsTaken(pair, now),
    ...(next && { next: { at: formatInstant(next.at), ...verdict(next.outcome) } }),
  };
}

const verdict = (outcome: Outcome): { listed: boolean; status?: Status; rule: string } =>
  outcome.listed ? { listed: true, status: outcome.status, rule: outcome.rule } : { listed: false, rule: outcome.rule };

function stepsTaken(pair: Pair, now: Instant): ResourceExplanation['steps'] {
  const findings = STEPS.map(({ name, judge }) => ({ step: name, ...judge(pair, now) }));
  const decisive = findings.findIndex(({ kept }) => !kept);
  return decisive < 0 ? findings : findings.slice(0, decisive + 1);
}
