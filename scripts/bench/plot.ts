import { figure, type Finished, type Outcome, verdictOn } from './goals.js';
import { failuresOf, outcomesOf } from './report.js';

const WIDTH = 820;
const LABELS = 400;
const ROW = 26;
const TOP = 56;
/** A bar that reaches its goal ends at this share of the room for bars; longer ones are cut at the end. */
const AT_GOAL = 0.5;

const COLOURS = { met: '#2e7d32', missed: '#c62828', 'too noisy to tell': '#8d6e00', 'not measured': '#555' } as const;

/**
 * How far each goal was reached: a bar as long as the line met it exactly, longer where it was done better. What was not
 * measured has no bar; a part that failed has a line that says so.
 */
export function plotOf(finished: readonly Finished[], caption: string): string {
  const outcomes = outcomesOf(finished).filter(({ measured }) => Number.isFinite(measured.median));
  const failures = failuresOf(finished);
  const height = TOP + (outcomes.length + failures.length) * ROW + 16;
  const room = WIDTH - LABELS - 20;
  const goal = LABELS + room * AT_GOAL;
  const rows = outcomes.map((outcome, index) => {
    const y = TOP + index * ROW;
    const length = Math.min(1, Math.max(0.01, reached(outcome) * AT_GOAL)) * room;
    const { measure, unit, measured } = outcome;
    return [
      `<text x="${LABELS - 8}" y="${y + 14}" text-anchor="end">${escaped(shortened(measure))}</text>`,
      `<rect x="${LABELS}" y="${y + 3}" width="${length.toFixed(1)}" height="15" fill="${COLOURS[verdictOn(outcome)]}"/>`,
      `<text x="${LABELS + 6}" y="${y + 14}" fill="#fff">${escaped(`${figure(measured.median)} ${unit}`)}</text>`,
    ].join('\n');
  });
  const failed = failures.map(({ name }, index) => {
    const y = TOP + (outcomes.length + index) * ROW + 14;
    return [
      `<text x="${LABELS - 8}" y="${y}" text-anchor="end">${escaped(`all of ${name}`)}</text>`,
      `<text x="${LABELS + 6}" y="${y}" fill="${COLOURS.missed}">failed</text>`,
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">
<title>How far each goal is reached</title>
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
<text x="16" y="22" font-size="15">How far each goal is reached: at the line it is met</text>
<text x="16" y="40" fill="#555">${escaped(caption)}</text>
${[...rows, ...failed].join('\n')}
<line x1="${goal}" y1="${TOP - 4}" x2="${goal}" y2="${height - 10}" stroke="#333" stroke-dasharray="3 3"/>
</svg>
`;
}

/** 1: exactly the goal; 2: twice as good. */
const reached = ({ limit, measured: { median } }: Outcome): number =>
  'least' in limit ? median / limit.least : limit.most / median;

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('`', '');
