import type { Bilingual } from '../core/text.js';
import type { Result, Verdict } from './grade.js';
import { type Report, summaryOf } from './report.js';
import { say } from './rule.js';

/** A failure somebody knows of and accepts, and why. */
export interface ExpectedFailure {
  readonly rule: string;
  readonly reason?: string;
}

/** From which verdict on a rule counts as failed. */
export type Strictness = 'error' | 'warning';

/**
 * The results in the light of what was expected: a failure that was is a warning, and one that did not occur is a failure
 * itself, so that the list shrinks as faults are mended. Rules that were not judged are left out of it.
 */
export const inLightOf = (results: readonly Result[], expected: readonly ExpectedFailure[]): readonly Result[] =>
  results.map((result) => {
    const light = lightOn(result.rule.id, result.verdict, expected, 'error');
    if (!light) return result;
    const { pt, en } = result.message;
    return { ...result, verdict: light.verdict, message: say(`${light.words.pt} ${pt}`, `${light.words.en} ${en}`) };
  });

/** The same for a report that is written already. */
export function reportInLightOf(report: Report, expected: readonly ExpectedFailure[], strictness: Strictness): Report {
  const results = report.results.map((result) => {
    const light = lightOn(result.rule, result.verdict, expected, strictness);
    if (!light) return result;
    return { ...result, verdict: light.verdict, message: `${light.words[report.language]} ${result.message}` };
  });
  return { ...report, results, summary: summaryOf(results.map(({ verdict }) => verdict)) };
}

/** Whether anything in a report, seen in that light, fails: an expected failure is a warning that does not. */
export const failsUnexpectedly = (
  { results }: Report,
  expected: readonly ExpectedFailure[],
  strictness: Strictness,
): boolean =>
  results.some(
    ({ rule, verdict }) =>
      verdict === 'fail' ||
      (verdict === 'warn' && strictness === 'warning' && !expected.some((one) => one.rule === rule)),
  );

function lightOn(
  rule: string,
  verdict: Verdict,
  expected: readonly ExpectedFailure[],
  strictness: Strictness,
): { readonly verdict: Verdict; readonly words: Bilingual } | undefined {
  const known = expected.find((one) => one.rule === rule);
  if (!known) return undefined;
  const why = known.reason === undefined ? '' : ` (${known.reason})`;
  if (verdict === 'fail' || (verdict === 'warn' && strictness === 'warning'))
    return { verdict: 'warn', words: say(`Falha esperada${why}.`, `Expected failure${why}.`) };
  return {
    verdict: 'fail',
    words: say(
      `Esperava-se que falhasse${why}, e não falhou: tire a regra do arquivo.`,
      `It was expected to fail${why} and did not: take the rule out of the file.`,
    ),
  };
}
