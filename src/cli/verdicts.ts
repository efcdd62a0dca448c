import type { Result, Verdict } from '../conformance/grade.js';
import type { Terminal } from './terminal.js';

const MARKS = {
  fail: ['✗', 'red'],
  warn: ['!', 'yellow'],
  pass: ['✓', 'green'],
  skip: ['–', 'dim'],
} as const;
const ORDER: readonly Verdict[] = ['skip', 'warn', 'fail'];

/** Tells what did not pass, the worst last, and then how many there are of each. */
export function tellVerdicts(results: readonly Result[], { line, paint, say }: Terminal): void {
  for (const verdict of ORDER) {
    const [mark, colour] = MARKS[verdict];
    for (const { rule, message, ...result } of results) {
      if (result.verdict !== verdict) continue;
      line(
        `${paint(colour, mark)} ${rule.id.padEnd(9)} ${verdict === 'skip' ? '' : `${say(rule.title)} `}${paint('dim', say(message))}`,
      );
    }
  }
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  const [passed, failed, warned, skipped] = (['pass', 'fail', 'warn', 'skip'] as const).map(count);
  line(
    paint(
      failed === 0 ? 'green' : 'red',
      say({
        pt: `${passed} aprovadas, ${failed} reprovadas, ${warned} com aviso, ${skipped} não exercitadas`,
        en: `${passed} passed, ${failed} failed, ${warned} with a warning, ${skipped} not exercised`,
      }),
    ),
  );
}
