import type { Bilingual } from '../../core/text.js';
import { formatInstant, type Instant } from '../../core/instant.js';
import type { ConsentCase } from '../consents/case.js';
import { confirmationOf, consentLife } from '../consents/consent.js';
import type { OpenFinanceSettings } from '../context.js';
import { breakpoints, nextChange, type Outcome, outcomeAt, type Pair, STEPS } from '../sharing/reach.js';
import type { ResourceType, Status } from '../vocabulary.js';
import { answerAt } from './answer.js';
import { pairsOf } from './list.js';
import { reasonFor } from './reasons.js';

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
  const pairs = confirmation && pairsOf(subject, confirmation, settings.retention);
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
    resources: (pairs ?? subject.holdings.map((holding) => ({ holding }))).map((pair) =>
      explainOne(subject, pair, settings),
    ),
  };
}

/** A holding, and what the confirmation makes of it once there is one. */
type Seen = Pair | Pick<Pair, 'holding'>;

const isPair = (seen: Seen): seen is Pair => 'life' in seen;

/** The rule by which a consent shows no list at all, by what is answered instead. */
const WITHOUT_LIST = { 401: 'RES-002', 202: 'RES-050', 504: 'RES-052' } as const;

function explainOne(subject: ConsentCase, seen: Seen, settings: OpenFinanceSettings): ResourceExplanation {
  const { now } = subject;
  const seenAt = (at: Instant): Outcome => {
    const { answers } = answerAt(subject, at, settings);
    if (answers !== 200) return { listed: false, step: 'answered', rule: WITHOUT_LIST[answers] };
    return isPair(seen) ? outcomeAt(seen, at) : { listed: false, step: 'answered', rule: WITHOUT_LIST[401] };
  };
  const outcome = seenAt(now);
  const next = nextChange(seenAt, [...turnsOf(subject, settings), ...(isPair(seen) ? breakpoints(seen) : [])], now);
  return {
    resourceId: seen.holding.resourceId,
    type: seen.holding.type,
    ...verdict(outcome),
    ...(outcome.listed && { since: formatInstant(sinceOf(seen, outcome)) }),
    reason: reasonFor(outcome),
    steps: isPair(seen) ? stepsTaken(seen, now) : [],
    ...(next && { next: { at: formatInstant(next.at), ...verdict(next.outcome) } }),
  };
}

/** Waiting belongs to the pair: it began with the confirmation, however old the product is. */
const sinceOf = (seen: Seen, { status, since }: Outcome & { readonly listed: true }): Instant =>
  isPair(seen) && status === 'PENDING_AUTHORISATION' ? Math.max(since, seen.confirmation.authorisedAt) : since;

/** When what the consent as a whole is answered may turn. */
function turnsOf(subject: ConsentCase, settings: OpenFinanceSettings): readonly Instant[] {
  const { consent, deadlines, now } = subject;
  const { readyAt, limitAt } = answerAt(subject, now, settings).preparation;
  const turns = [...consentLife(consent, deadlines).map(({ since }) => since), readyAt, limitAt];
  return turns.filter((instant) => instant !== undefined);
}

const verdict = (outcome: Outcome): { listed: boolean; status?: Status; rule: string } =>
  outcome.listed ? { listed: true, status: outcome.status, rule: outcome.rule } : { listed: false, rule: outcome.rule };

function stepsTaken(pair: Pair, now: Instant): ResourceExplanation['steps'] {
  const findings = STEPS.map(({ name, judge }) => ({ step: name, ...judge(pair, now) }));
  const decisive = findings.findIndex(({ kept }) => !kept);
  return decisive < 0 ? findings : findings.slice(0, decisive + 1);
}
