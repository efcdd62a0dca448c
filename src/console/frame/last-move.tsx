import type { DueEvent } from '../admin-api.js';
import { lastMove } from '../clock.js';
import { momentText } from '../instants.js';
import { EventLine } from '../parts/event-line.js';
import { useNarrow } from '../parts/narrow.js';
import { language } from '../preferences.js';
import { say } from '../speech.js';

/** The most that is listed of what came due. */
const MOST = 6;

/** What came due while the clock last moved, until it is closed. */
export function LastMove() {
  const move = lastMove.value;
  const isNarrow = useNarrow();
  if (!move) return null;
  const { fired, after } = move;
  return (
    <div class="last-move" role="status">
      <p>
        <b>{say('clock.moved', { at: momentText(after, language.value) })}</b>{' '}
        {fired.length === 0 && say('clock.nothingFired')}
        <button
          type="button"
          class="button button-small button-bare"
          aria-label={say('app.close')}
          onClick={() => {
            lastMove.value = undefined;
          }}
        >
          ✕
        </button>
      </p>
      {fired.length > 0 &&
        (isNarrow ? (
          <details>
            <summary>
              {say('clock.fired')} ({fired.length})
            </summary>
            <Fired events={fired} />
          </details>
        ) : (
          <Fired events={fired} />
        ))}
    </div>
  );
}

const Fired = ({ events }: { readonly events: readonly DueEvent[] }) => (
  <ol aria-label={say('clock.fired')}>
    {events.slice(0, MOST).map((event, index) => (
      <li key={index}>
        <time dateTime={event.at}>{momentText(event.at, language.value)}</time> <EventLine event={event} />
      </li>
    ))}
    {events.length > MOST && <li>{say('clock.more', { count: events.length - MOST })}</li>}
  </ol>
);
