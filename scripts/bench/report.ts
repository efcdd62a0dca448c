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

/** The page of a whole run. */
export const pageOf = (results: readonly PartResult[], machine: string, date: string): string =>
  `${[
    '# Performance',
    [
      'Written by `npm run bench`: everybody once per round, in another order each round; medians, with the quarters around them in',
      'parentheses. Ratios are taken within a round, so that what slows the machine slows both sides. A goal that lies between the quarters',
      'is called too noisy to tell. What is measured, and why, is in [decision 0037](decisions/0037-a-yes-without-the-validator.md).',
    ].join('\n'),
    `Machine: ${machine}. Date: ${date}. Command: \`npm run bench\`.`,
    '![How far each goal is reached](performance.svg)',
    tableText(goalTable(results)),
    ...results.flatMap(({ table }) => (table ? [tableText(table)] : [])),
  ].join('\n\n')}\n`;
