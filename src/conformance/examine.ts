import type { Bilingual } from '../core/text.js';
import { drive, type Driven, type Examination } from './drive.js';
import { grade, type Result } from './grade.js';
import { say } from './rule.js';
import { TRANSMITTER_RULES } from './rules/transmitter.js';
import { SITUATIONS } from './situations/catalogue.js';
import type { Situation } from './situations/situation.js';
import type { TransmitterRule } from './transmitter/facts.js';

/** The rules of these ids, in the order of the catalogue; all, when none is named. Ids nobody knows are the second answer. */
export function chosenRules(ids: readonly string[]): {
  readonly rules: readonly TransmitterRule[];
  readonly unknown: readonly string[];
} {
  const known = TRANSMITTER_RULES.map(({ id }) => id);
  return {
    rules: ids.length === 0 ? TRANSMITTER_RULES : TRANSMITTER_RULES.filter(({ id }) => ids.includes(id)),
    unknown: ids.filter((id) => !known.includes(id)),
  };
}

/** The situations that can show something of these rules. */
export const situationsFor = (rules: readonly TransmitterRule[]): readonly Situation[] =>
  SITUATIONS.filter(({ proves }) => rules.some(({ id }) => proves.includes(id)));

/** Examines a transmitter: tells it the situations its rules need, and judges what it answered. */
export async function examine(rules: readonly TransmitterRule[], examination: Examination): Promise<readonly Result[]> {
  const situations = situationsFor(rules);
  const driven = await drive(situations, examination);
  return grade(rules, driven.journal, driven.facts).map((result) => withReason(result, situations, driven));
}

/** Of a rule nothing was seen of, why its situations could not be told. */
function withReason(result: Result, situations: readonly Situation[], { leftOut }: Driven): Result {
  if (result.verdict !== 'skip') return result;
  const { id } = result.rule;
  const reasons = situations
    .filter(({ proves }) => proves.includes(id))
    .flatMap((situation) => leftOut.get(situation.id) ?? [])
    .filter(({ rule }) => rule === undefined || rule === id)
    .map(({ text }) => text);
  const distinct = [...new Map(reasons.map((text) => [text.en, text])).values()];
  const message = distinct.reduce<Bilingual>(
    (text, reason) => say(`${text.pt} ${reason.pt}`, `${text.en} ${reason.en}`),
    result.message,
  );
  return { ...result, message };
}
