import type { Played } from '../scenarios/play.js';
import type { Terminal } from './terminal.js';

/** Virtual time in the margin: `2026-03-02 12:00:00`. */
const MARGIN = ' '.repeat(21);
/** The most rows of one list, and of what came due in one move, that are shown. */
const MOST_ROWS = 16;
const MOST_DUE = 5;

type Statuses = ReadonlyMap<string, string>;

/** Tells the steps of one scenario as they happen. Of a list seen before it shows what is new. */
export function narrator(terminal: Terminal): (played: Played) => void {
  const { line, paint, say } = terminal;
  const seen = new Map<string, Statuses>();
  let lastShown = '';
  return (played) => {
    const { step, at, what, outcome, failures } = played;
    const moment = `${at.slice(0, 10)} ${at.slice(11, 19)}`;
    const margin = moment === lastShown ? MARGIN : paint('dim', moment.padEnd(MARGIN.length));
    lastShown = moment;
    if (step.say !== undefined) line(`${margin}${paint('italic', say(step.say))}`);
    const colour = failures.length > 0 ? 'red' : 'green';
    const [asked, came] = [say(what), say(outcome)];
    const told = came === '' ? paint('dim', asked) : `${paint('dim', asked)}  ${paint(colour, came)}`;
    line(`${step.say === undefined ? margin : MARGIN}${told}`);
    const rows = [...shownDue(played, terminal), ...shownList(played, seen, terminal)];
    for (const row of rows) line(`${MARGIN}  ${row}`);
    for (const failure of failures) line(`${MARGIN}  ${paint('red', `✗ ${say(failure)}`)}`);
  };
}

function shownDue({ due }: Played, { paint, say }: Terminal): readonly string[] {
  const more = due.length - MOST_DUE;
  const rows = due.slice(0, MOST_DUE).map(say);
  return [...rows, ...(more > 0 ? [say({ pt: `e mais ${more}`, en: `and ${more} more` })] : [])].map((row) =>
    paint('dim', row),
  );
}

/** The resources that are new or changed since this consent's last whole list, those that left it, and how many stayed. */
function shownList({ step, list }: Played, seen: Map<string, Statuses>, { paint, say }: Terminal): readonly string[] {
  if (!list?.data) return [];
  const before = seen.get(step.as ?? '');
  const now = new Map(list.data.map(({ resourceId, status }) => [resourceId, status]));
  const isWhole = (list.meta?.totalPages ?? 1) <= 1;
  if (isWhole) seen.set(step.as ?? '', now);
  const changed = [...now].filter(([id, status]) => before?.get(id) !== status);
  const gone = isWhole && before ? [...before.keys()].filter((id) => !now.has(id)) : [];
  const shown = changed.slice(0, isWhole ? MOST_ROWS : 3);
  const width = Math.max(0, ...[...shown.map(([id]) => id), ...gone].map(({ length }) => length)) + 2;
  const unchanged = now.size - changed.length;
  const hidden = changed.length - shown.length;
  return [
    ...shown.map(([id, status]) => `${id.padEnd(width)}${status}`),
    ...gone.map((id) => `${id.padEnd(width)}${say({ pt: 'saiu da lista', en: 'left the list' })}`),
    ...(hidden > 0 ? [say({ pt: `e mais ${hidden} nesta página`, en: `and ${hidden} more on this page` })] : []),
    ...(before && unchanged > 0
      ? [paint('dim', say({ pt: `sem mudança: ${unchanged}`, en: `unchanged: ${unchanged}` }))]
      : []),
  ];
}
