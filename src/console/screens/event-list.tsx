import type { DueEvent } from '../admin-api.js';
import { distanceText, momentText } from '../instants.js';
import { EventLine } from '../parts/event-line.js';
import { Empty } from '../parts/notes.js';
import { VirtualList } from '../parts/virtual-list.js';
import { language } from '../preferences.js';
import { say } from '../speech.js';

const ROW = 66;

/** What is scheduled, soonest first, then what happened, latest first. */
export function EventList({
  events,
  now,
  onShow,
}: {
  readonly events: readonly DueEvent[];
  readonly now: string;
  readonly onShow: (at: string) => void;
}) {
  const future = events.filter(({ at }) => Date.parse(at) > Date.parse(now));
  const past = events.filter(({ at }) => Date.parse(at) <= Date.parse(now)).toReversed();
  return (
    <section class="panel" aria-labelledby="events">
      <h2 id="events">{say('time.events')}</h2>
      {events.length === 0 && <Empty>{say('time.noEvents')}</Empty>}
      {(
        [
          ['time.future', future],
          ['time.past', past],
        ] as const
      ).map(
        ([word, list]) =>
          list.length > 0 && (
            <div key={word}>
              <h3>
                {say(word)} <span class="count">{list.length}</span>
              </h3>
              <VirtualList
                items={list}
                rowHeight={ROW}
                height={420}
                label={say(word)}
                keyOf={(event) => `${event.at} ${event.entity} ${event.event}`}
                row={(event) => (
                  <div class="event">
                    <button
                      type="button"
                      class="event-time"
                      title={say('time.goTo')}
                      onClick={() => onShow(new Date(event.at).toISOString())}
                    >
                      {momentText(event.at, language.value)}
                      <small>{distanceText(event.at, now, language.value)}</small>
                    </button>
                    <span>
                      <EventLine event={event} />
                    </span>
                  </div>
                )}
              />
            </div>
          ),
      )}
    </section>
  );
}
