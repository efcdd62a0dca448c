import type { Result } from './grade.js';
import { say } from './rule.js';

/** A failure somebody knows of and accepts, with the reason. */
export interface ExpectedFailure {
  readonly rule: string;
  readonly reason: string;
}

/**
 * The results in the light of what was expected: a failure that was is a warning, and one that did not occur is a failure
 * itself, so that the list shrinks as faults are mended. Rules that were not judged are left out of it.
 */
export function inLightOf(results: readonly Result[], expected: readonly ExpectedFailure[]): readonly Result[] {
  return results.map((result) => {
    const known = expected.find(({ rule }) => rule === result.rule.id);
    if (!known) return result;
    const { verdict, message } = result;
    if (verdict === 'fail')
      return {
        ...result,
        verdict: 'warn',
        message: say(
          `Falha esperada (${known.reason}). ${message.pt}`,
          `Expected failure (${known.reason}). ${message.en}`,
        ),
      };
    return {
      ...result,
      verdict: 'fail',
      message: say(
        `Esperava-se que falhasse (${known.reason}), e não falhou: tire a regra do arquivo. ${message.pt}`,
        `It was expected to fail (${known.reason}) and did not: take the rule out of the file. ${message.en}`,
      ),
    };
  });
}
