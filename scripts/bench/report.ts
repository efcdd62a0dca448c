import { limitText, type PartResult, spread, type Table, verdictOn } from './goals.js';

/** What was wanted, and what was measured. */
export const goalTable = (results: readonly PartResult[]): Table => ({
  title: 'Goals',
  columns: ['measure', 'goal', 'measured', ''],
  rows: results
    .flatMap(({ outcomes }) => outcomes)
    .map((outcome) => [outcome.measure, limitText(outcome), spread(outcome.measured), verdictOn(outcome)]),
});

/** As Markdown, readable as text too. */
export function tableText({ title, columns, rows }: Table): string {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [`## ${title}`, '', line(columns), rule, ...rows.map(line)].join('\n');
}
