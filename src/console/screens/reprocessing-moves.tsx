import type { OtdxExplanation } from '../admin-api.js';
import { useDoing } from '../answers.js';
import { ask } from '../client.js';
import { touch } from '../live.js';
import { Empty, ProblemNote } from '../parts/notes.js';
import { say } from '../speech.js';
import type { Word } from '../words/pt.js';

type Request = OtdxExplanation['reprocessing'][number];

/** The moves of the workflow that comes with the project; one that the business adds goes by its own name. */
const MOVES: Readonly<Record<string, Word>> = {
  analyse: 'otdx.move.analyse',
  accept: 'otdx.move.accept',
  refuse: 'otdx.move.refuse',
  process: 'otdx.move.process',
  finish: 'otdx.move.finish',
};

const moveText = (event: string): string => {
  const word = MOVES[event];
  return word === undefined ? event : say(word);
};

/** What was asked to be reckoned anew, and the controller's moves for each. */
export function ReprocessingMoves({ portfolio: { reprocessing } }: { readonly portfolio: OtdxExplanation }) {
  return (
    <section class="panel" aria-labelledby="reprocessing">
      <h2 id="reprocessing">{say('otdx.reprocessing')}</h2>
      {reprocessing.length === 0 && <Empty>{say('otdx.noReprocessing')}</Empty>}
      {reprocessing.map((request) => (
        <Moves key={request.hashtask} request={request} />
      ))}
    </section>
  );
}

function Moves({ request: { hashtask, date, status, allowed } }: { readonly request: Request }) {
  const doing = useDoing();
  const move = (event: string) =>
    doing.run(async () => {
      await ask('POST /otdx/reprocessing/{hashtask}/events', { path: { hashtask }, body: { event } });
      touch();
    });
  return (
    <article class="reason reason-out">
      <div class="reason-head">
        <b>{date}</b> <span class="mono quiet break">{hashtask}</span>
        <span class="chip chip-pause">{status}</span>
      </div>
      <div class="row">
        {allowed.length === 0 && <span class="quiet">{say('otdx.noMoves')}</span>}
        {allowed.map((event) => (
          <button
            key={event}
            type="button"
            class="button"
            title={event}
            disabled={doing.busy}
            onClick={() => void move(event)}
          >
            {moveText(event)}
          </button>
        ))}
      </div>
      <ProblemNote problem={doing.problem} />
    </article>
  );
}
