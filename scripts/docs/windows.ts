import { addDuration, addMonths } from '../../src/core/duration.js';
import { type Instant, MINUTE, SECOND } from '../../src/core/instant.js';
import type { Consent } from '../../src/openfinance/consents/consent.js';
import type { Holding } from '../../src/openfinance/holdings/holding.js';
import { EVERYTHING } from '../../src/openfinance/holdings/offer.js';
import { preparationAt } from '../../src/openfinance/resources/preparation.js';
import { breakpoints, outcomeAt, pairOf } from '../../src/openfinance/sharing/reach.js';
import { configFrom } from '../../src/config.js';
import { mermaid } from './markdown.js';
import type { PageLanguage } from './blocks.js';

const SETTINGS = configFrom({});
const START: Instant = Date.UTC(2026, 2, 2, 12);

/** What is answered while the list is in each state. */
const ANSWERS = { PREPARING: '202', OVERDUE: '504', READY: '200' } as const;

const READY_IN = { pt: 'pronta em', en: 'ready after' };
const LIMIT = { pt: 'limite', en: 'limit' };

/** The answers of one consent after the other, asked second by second: no machine says them, so the function is asked. */
export function preparationDiagram(language: PageLanguage): string {
  const lines = ['PT1M', 'PT8M', 'never'].flatMap((readyAfter) => {
    const answers = answersOf(readyAfter);
    return answers.slice(1).map(({ seconds, answer }, index) => {
      const before = answers[index]?.answer ?? '';
      const why = answer === '504' ? LIMIT[language] : `${READY_IN[language]} ${readyAfter}`;
      return `${before} --> ${answer}: ${seconds / 60} min, ${why}`;
    });
  });
  return mermaid('stateDiagram-v2', ['[*] --> 202', ...new Set(lines), '200 --> [*]']);
}

function answersOf(readyAfter: string): readonly { seconds: number; answer: string }[] {
  const consent = {
    createdAt: START,
    facts: [{ at: START, event: 'AUTHORISED' }],
    permissions: [],
    selection: [],
    decisions: {},
    readyAfter,
  } as unknown as Consent;
  const seconds = Array.from({ length: (10 * MINUTE) / SECOND }, (_, second) => second);
  return seconds
    .map((second) => ({
      seconds: second,
      answer: ANSWERS[preparationAt(consent, START + second * SECOND, SETTINGS).state],
    }))
    .filter(({ answer }, index, all) => answer !== all[index - 1]?.answer);
}

const HOLDING: Holding = {
  customerId: '76109277673',
  resourceId: 'conta-1',
  type: 'ACCOUNT',
  contractedAt: addMonths(START, -60),
  initial: 'AVAILABLE',
  facts: [],
  shareable: true,
};

/** A closed account, an account blocked for good, and a fund that moves again after it was purged. */
const LIVES: readonly Holding[] = [
  { ...HOLDING, closedAt: START },
  { ...HOLDING, facts: [{ at: START, to: 'UNAVAILABLE', cause: 'operator' }] },
  {
    ...HOLDING,
    type: 'FUND',
    facts: [
      { at: START, to: 'UNAVAILABLE', cause: 'operator' },
      { at: addMonths(START, 6), to: 'AVAILABLE', cause: 'operator' },
    ],
  },
];

const GONE = { pt: 'fora_da_lista', en: 'not_listed' };
const AFTER = {
  pt: (months: number): string => `depois de ${months} meses`,
  en: (months: number): string => `after ${months} months`,
};

/** How each of those lives is listed, and the rule that ends each stretch. */
export function purgeDiagram(language: PageLanguage): string {
  const lines = LIVES.flatMap((holding) => {
    const seen = seenOf(holding, GONE[language]);
    return seen.slice(1).map(({ at, name, rule }, index) => {
      const before = seen[index];
      const months = before === undefined || name === 'AVAILABLE' ? 0 : monthsBetween(before.from, at);
      return `${before?.name} --> ${name}: ${rule}${months > 0 ? ` ${AFTER[language](months)}` : ''}`;
    });
  });
  return mermaid('stateDiagram-v2', ['[*] --> AVAILABLE', ...new Set(lines)]);
}

interface Seen {
  readonly at: Instant;
  /** What its length counts from: for the first stretch, the closing. */
  readonly from: Instant;
  readonly name: string;
  readonly rule: string;
}

function seenOf(holding: Holding, gone: string): readonly Seen[] {
  const confirmation = {
    permissions: ['ACCOUNTS_READ', 'BANK_FIXED_INCOMES_READ', 'FUNDS_READ'] as const,
    authorisedAt: addMonths(START, -1),
    selection: [HOLDING.resourceId],
    decisions: {},
  };
  const pair = pairOf(confirmation, holding, { offer: EVERYTHING, retention: SETTINGS.retention });
  return breakpoints(pair)
    .map((at): Seen => {
      const outcome = outcomeAt(pair, at);
      return { at, from: Math.max(at, START), name: outcome.listed ? outcome.status : gone, rule: outcome.rule };
    })
    .filter(({ name }, index, all) => name !== all[index - 1]?.name);
}

/** Whole civil months from one instant to just after another. */
function monthsBetween(from: Instant, to: Instant): number {
  let months = 0;
  while (addDuration(from, `P${months + 1}M`) <= to) months += 1;
  return months;
}
