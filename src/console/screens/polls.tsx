import type { Polling } from '../admin-api.js';
import { useAnswer } from '../answers.js';
import { momentText, spanText } from '../instants.js';
import { HttpChip } from '../parts/chip.js';
import { Empty, ProblemNote } from '../parts/notes.js';
import { language } from '../preferences.js';
import type { Route } from '../route.js';
import { say } from '../speech.js';
import { linkHere } from '../view.js';
import { PollsDrawing } from './polls-drawing.js';

type Run = Polling['runs'][number];

/** How the receiver of `?consent=` waited for its list, against the schedule the grader fitted. */
export function Polls({ route }: { readonly route: Route }) {
  const consentId = route.query['consent'] ?? '';
  const { value, problem } = useAnswer('GET /consents/{consentId}/polling', { path: { consentId } });
  const run = value?.runs.findLast(({ attempts }) => attempts.length > 2) ?? value?.runs.at(-1);
  return (
    <section class="panel" aria-labelledby="polls">
      <h2 id="polls">{say('traffic.polls')}</h2>
      <p class="quiet">{say('traffic.pollsAbout')}</p>
      <ProblemNote problem={problem} />
      {value && run?.fit === undefined && <Empty>{say('traffic.pollsFew')}</Empty>}
      {run?.fit && (
        <>
          <p>
            <b class={run.fit.isExponential ? 'kept' : 'dropped'}>{run.fit.isExponential ? '✓' : '✕'}</b>{' '}
            {say('traffic.base', { base: run.fit.base.toFixed(1), jitter: Math.round(run.fit.jitter * 100) })}
          </p>
          <PollsDrawing run={run} />
        </>
      )}
      {run && run.attempts.length > 1 && <Attempts run={run} />}
    </section>
  );
}

/** The same in words, for whoever cannot see the plot. */
const Attempts = ({ run }: { readonly run: Run }) => (
  <ol class="attempts">
    {run.attempts.map(({ requestId, at, status, waitMs }) => (
      <li key={requestId}>
        <a href={linkHere({ id: String(requestId) })}>{momentText(at, language.value)}</a> <HttpChip status={status} />{' '}
        {waitMs !== undefined && `+${spanText(waitMs, language.value)}`}
      </li>
    ))}
  </ol>
);
