import { type Finished, figure, limitText, type Outcome, spread, type Table, verdictText } from './goals.js';

export const outcomesOf = (finished: readonly Finished[]): readonly Outcome[] =>
  finished.flatMap(({ result }) => ('failure' in result ? [] : result.outcomes));

export const failuresOf = (finished: readonly Finished[]): readonly { name: string; failure: string }[] =>
  finished.flatMap(({ name, result }) => ('failure' in result ? [{ name, failure: result.failure }] : []));

/** What was wanted, and what was measured. */
export const goalTable = (finished: readonly Finished[]): Table => ({
  title: 'Goals',
  columns: ['measure', 'goal', 'measured', ''],
  rows: [
    ...outcomesOf(finished).map((outcome) => [
      outcome.measure,
      limitText(outcome),
      spread(outcome.measured),
      verdictText(outcome),
    ]),
    ...failuresOf(finished).map(({ name, failure }) => [`all of ${name}: ${failure}`, '', '—', 'failed']),
  ],
});

/** How long each part took. */
export const timeTable = (finished: readonly Finished[]): Table => ({
  title: 'How long it took',
  columns: ['part', 's'],
  rows: [
    ...finished.map(({ name, seconds }) => [name, figure(seconds)]),
    ['all', figure(finished.reduce((sum, { seconds }) => sum + seconds, 0))],
  ],
});

/** As Markdown, readable as text too. */
export function tableText({ title, columns, rows, remark }: Table): string {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [`## ${title}`, '', line(columns), rule, ...rows.map(line), ...(remark ? ['', remark] : [])].join('\n');
}

/** The page of a whole run. */
export const pageOf = (finished: readonly Finished[], machine: string, date: string): string =>
  `${[
    '# Desempenho · Performance',
    [
      '*In English below.* Escrita por `npm run bench`: todos uma vez por rodada, em outra ordem a cada uma; medianas, com os quartos à volta',
      'delas entre parênteses. As razões são tiradas dentro de cada rodada, para que o que atrasa a máquina atrase os dois lados. Uma meta que',
      'cai entre os quartos é dita ruidosa demais para julgar. Onde nem um `node:http` nu a alcançaria nesta máquina, está escrito. O que se',
      'mede, e por quê, está na [decisão 0037](decisions/0037-a-yes-without-the-validator.md).',
    ].join('\n'),
    [
      'Written by `npm run bench`: everybody once per round, in another order each round; medians, with the quarters around them in',
      'parentheses. Ratios are taken within a round, so that what slows the machine slows both sides. A goal that lies between the quarters',
      'is called too noisy to tell. Where bare `node:http` would not reach it on this machine either, that is said. What is measured, and why,',
      'is in [decision 0037](decisions/0037-a-yes-without-the-validator.md).',
    ].join('\n'),
    `Machine: ${machine}. Date: ${date}. Command: \`npm run bench\`.`,
    '![How far each goal is reached](performance.svg)',
    tableText(goalTable(finished)),
    ...finished.flatMap(({ result }) => ('table' in result && result.table ? [tableText(result.table)] : [])),
    tableText(timeTable(finished)),
  ].join('\n\n')}\n`;
