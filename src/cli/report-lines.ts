import type { Verdict } from '../conformance/grade.js';
import type { Report } from '../conformance/report.js';
import { annotationsOf } from '../conformance/reports/annotations.js';
import { runsInActions } from '../config.js';
import type { Terminal } from './terminal.js';

const MARKS = {
  fail: ['✗', 'red'],
  warn: ['!', 'yellow'],
  pass: ['✓', 'green'],
  skip: ['–', 'dim'],
} as const;

/** What is told last is read first. */
const ORDER: readonly Verdict[] = ['skip', 'pass', 'warn', 'fail'];

/** Tells every result, the worst last, then how many there are of each; annotations too, where GitHub Actions runs us. */
export function tellReport({ results, summary, ...report }: Report, { line, paint, say }: Terminal): void {
  for (const verdict of ORDER) {
    const [mark, colour] = MARKS[verdict];
    for (const { rule, title, message } of results.filter((result) => result.verdict === verdict)) {
      line(`${paint(colour, mark)} ${rule.padEnd(9)} ${title}`);
      if (verdict !== 'pass') line(`  ${' '.repeat(9)} ${paint('dim', message)}`);
    }
  }
  if (runsInActions()) for (const annotation of annotationsOf({ results, summary, ...report })) line(annotation);
  const { passed, failed, warned, skipped } = summary;
  const text = say({
    pt: `${passed} aprovadas, ${failed} reprovadas, ${warned} com aviso, ${skipped} não exercitadas`,
    en: `${passed} passed, ${failed} failed, ${warned} warned, ${skipped} not exercised`,
  });
  line(paint(failed > 0 ? 'red' : warned > 0 ? 'yellow' : 'green', text));
}
