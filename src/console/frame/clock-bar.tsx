import { useEffect, useState } from 'preact/hooks';
import type { Clock, DueEvent } from '../admin-api.js';
import { useAnswer, useDoing } from '../answers.js';
import { advance, clockName, pickClock, setFrozen } from '../clock.js';
import { eventText, whoIn } from '../events.js';
import { clockText, dayText, distanceText, durationFrom } from '../instants.js';
import { touch } from '../live.js';
import { useNarrow } from '../parts/narrow.js';
import { ProblemNote } from '../parts/notes.js';
import { language } from '../preferences.js';
import { say } from '../speech.js';
import { LastMove } from './last-move.js';
import { Undo } from './undo.js';

/** Just after now: what comes due at this very instant has come due. */
const AFTER_NOW = 'PT0.001S';

/** The virtual clock, on every screen: what it shows, what comes next, and the buttons that move it. */
export function ClockBar() {
  const name = clockName.value;
  const { value: clocks } = useAnswer('GET /clocks');
  const { value: clock, problem } = useAnswer('GET /clocks/{name}', { path: { name } });
  const { value: events } = useAnswer('GET /clocks/{name}/events', {
    path: { name },
    query: { since: AFTER_NOW, limit: 1 },
  });
  // An address may name a clock there is not.
  const names = [...new Set([...(clocks?.clocks.map((each) => each.name) ?? []), name])];
  const next = events?.events[0];
  const now = useRunning(clock, next?.at);
  const doing = useDoing();
  const isNarrow = useNarrow();
  return (
    <section class="clock-bar" aria-label={say('clock.title')}>
      <div class="clock-face">
        {names.length > 1 && (
          <select
            aria-label={say('clock.title')}
            value={name}
            onChange={({ currentTarget }) => {
              pickClock(currentTarget.value);
            }}
          >
            {names.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        )}
        <time class="clock-time" dateTime={now} title={`${now ?? ''} · ${say('clock.zone')}`}>
          {now ? (
            <>
              <span class="clock-day">{dayText(now, language.value)}</span> {clockText(now, language.value)}
            </>
          ) : (
            '—'
          )}
        </time>
        {clock && (
          <>
            <span class="quiet">{say(clock.frozen ? 'clock.frozen' : 'clock.running')}</span>
            <button
              type="button"
              class="button button-small"
              onClick={() => void doing.run(() => setFrozen(!clock.frozen))}
            >
              {clock.frozen ? `▶ ${say('clock.run')}` : `❚❚ ${say('clock.freeze')}`}
            </button>
          </>
        )}
        {!isNarrow && <Undo />}
      </div>
      <Movers next={next} now={now} run={(work) => void doing.run(work)} busy={doing.busy} isNarrow={isNarrow} />
      <ProblemNote problem={doing.problem ?? problem} />
      <LastMove />
    </section>
  );
}

/** How old what is said of a running clock may get (`in 3 minutes`). Milliseconds. */
const STALE_AFTER = 10_000;

/** What a clock shows: where it stands, or ticking by the second. Passing an event, it says that things changed: where someone looks. */
function useRunning(clock: Clock | undefined, next: string | undefined): string | undefined {
  const [now, setNow] = useState(clock?.now);
  useEffect(() => {
    setNow(clock?.now);
    if (!clock || clock.frozen) return;
    const ahead = new Date(clock.now).getTime() - Date.now();
    let isPast = false;
    let said = Date.now();
    const timer = setInterval(() => {
      if (document.visibilityState === 'hidden') return;
      const shown = new Date(Date.now() + ahead).toISOString();
      setNow(shown);
      const isDue = !isPast && next !== undefined && shown >= next;
      if (isDue) isPast = true;
      if (!isDue && Date.now() - said < STALE_AFTER) return;
      said = Date.now();
      touch();
    }, 1_000);
    return () => clearInterval(timer);
  }, [clock?.now, clock?.frozen, next]);
  return now;
}

const STEPS = [
  ['PT1M', 'clock.minute'],
  ['PT5M', 'clock.minutes'],
  ['P1D', 'clock.day'],
  ['P3M', 'clock.months'],
] as const;

function Movers({
  next,
  now,
  busy,
  run,
  isNarrow,
}: {
  readonly next: DueEvent | undefined;
  readonly now: string | undefined;
  readonly busy: boolean;
  readonly run: (work: () => Promise<unknown>) => void;
  readonly isNarrow: boolean;
}) {
  return (
    <div class="movers">
      <button
        type="button"
        class="button button-main next-event"
        disabled={busy || !next}
        onClick={() => run(() => advance({ toNextEvent: true }))}
      >
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M5 5l9 7-9 7zM18 5v14" />
        </svg>
        <span>
          <b>{next ? say('clock.next') : say('clock.nothing')}</b>
          {next && now && (
            <small>
              {distanceText(next.at, now, language.value)} · {whoIn(next)} {eventText(next)}
            </small>
          )}
        </span>
      </button>
      {isNarrow ? (
        <details class="more">
          <summary>{say('clock.other.moves')}</summary>
          <Steps busy={busy} run={run} />
          <Undo />
        </details>
      ) : (
        <Steps busy={busy} run={run} />
      )}
    </div>
  );
}

function Steps({ busy, run }: Pick<Parameters<typeof Movers>[0], 'busy' | 'run'>) {
  const [other, setOther] = useState('');
  return (
    <div class="steps" role="group" aria-label={say('clock.advance')}>
      {STEPS.map(([by, word]) => (
        <button key={by} type="button" class="button" disabled={busy} onClick={() => run(() => advance({ by }))}>
          {say(word)}
        </button>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (other.trim() !== '') run(() => advance({ by: durationFrom(other) }));
        }}
      >
        <input
          aria-label={say('clock.other')}
          placeholder={say('clock.otherHint')}
          size={10}
          value={other}
          onInput={(event) => setOther(event.currentTarget.value)}
        />
        <button type="submit" class="button" disabled={busy || other.trim() === ''}>
          {say('clock.advance')}
        </button>
      </form>
    </div>
  );
}
