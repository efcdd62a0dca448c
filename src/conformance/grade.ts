import type { Exchange } from '../core/exchange.js';
import type { Bilingual } from '../core/text.js';
import type { Finding, Level, Rule, RuleCard } from './rule.js';

export type Verdict = 'pass' | 'fail' | 'warn' | 'skip';

/** A rule and what became of it. */
export interface Result {
  readonly rule: RuleCard;
  readonly verdict: Verdict;
  readonly message: Bilingual;
  readonly evidence: readonly Exchange[];
}

/** The worst comes first: what a rule with several findings is told by. */
const ORDER: readonly Verdict[] = ['fail', 'warn', 'pass', 'skip'];

/** How many findings a message tells, and how many exchanges a result shows. */
const MOST_TOLD = 3;
const MOST_EVIDENCE = 12;

/** Holds exchanges, oldest first, against each rule. */
export const grade = <Facts>(
  rules: readonly Rule<Facts>[],
  journal: readonly Exchange[],
  facts: Facts,
): readonly Result[] => rules.map((rule) => resultOf(rule, rule.check(journal, facts)));

function resultOf(rule: RuleCard, findings: readonly Finding[]): Result {
  const verdicts = findings.map((finding) => ({ finding, verdict: verdictOn(finding, rule.level) }));
  const verdict = ORDER.find((candidate) => verdicts.some((one) => one.verdict === candidate)) ?? 'skip';
  const decisive = verdicts.filter((one) => one.verdict === verdict).map(({ finding }) => finding);
  return { rule, verdict, message: messageOf(decisive, rule), evidence: evidenceOf(decisive) };
}

function verdictOn({ outcome }: Finding, level: Level): Verdict {
  if (outcome === 'kept') return 'pass';
  if (outcome === 'unexercised') return 'skip';
  return outcome === 'broken' && (level === 'MUST' || level === 'MUST NOT') ? 'fail' : 'warn';
}

function messageOf(findings: readonly Finding[], { needs }: RuleCard): Bilingual {
  const told = distinct(findings.map(({ message }) => message));
  if (told.length === 0)
    return { pt: `Não exercitada: falta ${needs.pt}.`, en: `Not exercised: it takes ${needs.en}.` };
  const more = told.length - MOST_TOLD;
  const shown = told.slice(0, MOST_TOLD);
  return {
    pt: [...shown.map(({ pt }) => pt), ...(more > 0 ? [`E mais ${more}.`] : [])].join(' '),
    en: [...shown.map(({ en }) => en), ...(more > 0 ? [`And ${more} more.`] : [])].join(' '),
  };
}

const distinct = (messages: readonly Bilingual[]): readonly Bilingual[] => [
  ...new Map(messages.map((message) => [message.en, message])).values(),
];

/** Of every finding something, each exchange once, oldest first. */
function evidenceOf(findings: readonly Finding[]): readonly Exchange[] {
  const share = Math.max(1, Math.floor(MOST_EVIDENCE / Math.max(1, findings.length)));
  const shown = new Set(findings.flatMap(({ evidence }) => evidence.slice(0, share)).slice(0, MOST_EVIDENCE));
  return [...shown].toSorted((one, other) => one.id - other.id);
}
