import { useState } from 'preact/hooks';
import { useDoing } from '../answers.js';
import { ask } from '../client.js';
import { lastMove } from '../clock.js';
import { touch } from '../live.js';
import { ProblemNote } from '../parts/notes.js';
import { say } from '../speech.js';

/** The ways back: to an instant that was kept, or to the beginning. */
export function Undo() {
  const doing = useDoing();
  const [kept, setKept] = useState<string>();
  const [asking, setAsking] = useState(false);
  const back = async (work: () => Promise<unknown>): Promise<void> => {
    await work();
    lastMove.value = undefined;
    touch();
  };
  return (
    <span class="undo">
      <button
        type="button"
        class="button button-small"
        disabled={doing.busy}
        onClick={() => void doing.run(async () => setKept((await ask('POST /snapshots')).id))}
      >
        {kept === undefined ? '' : '✓ '}
        {say('clock.back')}
      </button>
      {kept !== undefined && (
        <button
          type="button"
          class="button button-small"
          disabled={doing.busy}
          onClick={() =>
            void doing.run(() =>
              back(() => ask('POST /snapshots/{snapshotId}/restore', { path: { snapshotId: kept } })),
            )
          }
        >
          {say('clock.restore')}
        </button>
      )}
      {asking ? (
        <span class="sure">
          {say('clock.resetAsk')}
          <button
            type="button"
            class="button button-small button-bad"
            onClick={() => {
              setAsking(false);
              setKept(undefined);
              void doing.run(() => back(() => ask('POST /reset')));
            }}
          >
            {say('clock.reset')}
          </button>
          <button type="button" class="button button-small" onClick={() => setAsking(false)}>
            {say('app.cancel')}
          </button>
        </span>
      ) : (
        <button type="button" class="button button-small" disabled={doing.busy} onClick={() => setAsking(true)}>
          {say('clock.reset')}
        </button>
      )}
      <ProblemNote problem={doing.problem} />
    </span>
  );
}
