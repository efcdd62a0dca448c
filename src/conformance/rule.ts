import type { Exchange } from '../core/exchange.js';
import type { Bilingual } from '../core/text.js';

/** Whose conduct a rule is about. */
export type Judged = 'transmitter' | 'receiver';

/** How strongly the source asks. INFERENCE is our own reading of silent texts; INFO asks nothing, but is worth knowing. */
export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'MAY' | 'INFERENCE' | 'INFO';

/** One requirement and its check. `Facts` is what a judge is told besides the exchanges. */
export interface Rule<Facts> {
  /** e.g. `RCV-05`. */
  readonly id: string;
  readonly judges: Judged;
  readonly level: Level;
  /** What it belongs with, e.g. `polling`. */
  readonly area: string;
  readonly title: Bilingual;
  /** Citations, `; ` between them: the name of a document, then `, ` and the place in it. */
  readonly source: string;
  /** What must have been seen before there is anything to judge. */
  readonly needs: Bilingual;
  /** Reads exchanges, oldest first, and nothing else. No findings: the rule was not exercised. Never throws. */
  check(journal: readonly Exchange[], facts: Facts): readonly Finding[];
}

/** A rule without its check: what catalogues and reports show of it. */
export type RuleCard = Omit<Rule<never>, 'check'>;

/** One thing a rule saw. `doubtful` is a warning, however strong the rule. */
export interface Finding {
  readonly outcome: 'kept' | 'broken' | 'doubtful' | 'unexercised';
  readonly message: Bilingual;
  /** The exchanges that show it, oldest first. */
  readonly evidence: readonly Exchange[];
}

const finding =
  (outcome: Finding['outcome']) =>
  (message: Bilingual, evidence: readonly Exchange[] = []): Finding => ({ outcome, message, evidence });

export const kept = finding('kept');
export const broken = finding('broken');
export const doubtful = finding('doubtful');
/** Says more than `needs` about why the rule could not be judged. */
export const unexercised = finding('unexercised');

export const say = (pt: string, en: string): Bilingual => ({ pt, en });
