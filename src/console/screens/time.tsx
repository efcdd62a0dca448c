import { useEffect, useState } from 'preact/hooks';
import type { DueEvent } from '../admin-api.js';
import { useAnswer } from '../answers.js';
import { clockName, useClockInAddress, useClockOf } from '../clock.js';
import { concernedBy } from '../events.js';
import { Waiting } from '../parts/notes.js';
import type { Route } from '../route.js';
import { say } from '../speech.js';
import { type Scale, SCALES } from '../timeline.js';
import { showHere } from '../view.js';
import { ConsentPicker } from './consent-picker.js';
import { EventList } from './event-list.js';
import { ListThen } from './list-then.js';
import { TimeLine } from './time-line.js';

/** Past facts, now, and what is scheduled; and the list of a consent at any instant. `?consent=&at=&scale=&around=&show=`. */
export function TimeScreen({ route }: { readonly route: Route }) {
  const { consent: consentId, scale: asked } = route.query;
  const scale = (asked !== undefined && asked in SCALES ? asked : 'all') as Scale;
  const answered = useAnswer('GET /clocks/{name}/events', { path: { name: clockName.value } });
  const concerned = useConcerned(consentId);
  const events = (answered.value?.events ?? []).filter(concerned);
  const now = answered.value?.now;
  const at = instantIn(route.query['at']);
  const around = instantIn(route.query['around']);
  // What is shown stays where it is while the clock goes on: a look at an instant says around which it is.
  const show = (instant: string | undefined): void =>
    showHere({ at: instant, around: instant === undefined ? undefined : (around ?? now) });
  return (
    <>
      <div class="title">
        <h1 tabIndex={-1}>{say('time.title')}</h1>
        <p class="quiet">{say('time.about')}</p>
      </div>
      <Waiting answered={answered} />
      {now !== undefined && (
        <TimeLine
          events={events}
          now={now}
          at={at ?? now}
          around={around ?? at ?? now}
          scale={scale}
          onShow={show}
          onScale={(wanted) => showHere({ scale: wanted, around: at })}
          picker={
            <ConsentPicker
              consentId={consentId}
              none={say('time.everyone')}
              onPick={(id) => showHere({ consent: id === '' ? undefined : id, clock: undefined })}
            />
          }
        />
      )}
      {now !== undefined && (
        <div class="pair">
          <ListThen consentId={consentId} now={now} at={at} />
          <EventList events={events} now={now} onShow={show} />
        </div>
      )}
    </>
  );
}

/** Which events belong to a consent: its own, its pairs', and those of what its customer holds. All, without one. */
function useConcerned(consentId: string | undefined): (event: DueEvent) => boolean {
  const { value: consent } = useAnswer(
    consentId === undefined ? undefined : 'GET /consents/{consentId}',
    consentId === undefined ? {} : { path: { consentId } },
  );
  const customerId = consent?.customerId;
  const { value: customer } = useAnswer(
    customerId === undefined ? undefined : 'GET /customers/{customerId}',
    customerId === undefined ? {} : { path: { customerId } },
  );
  useClockOf(customer);
  useClockInAddress(consentId === undefined);
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => setHeld(new Set(customer?.resources.map(({ resourceId }) => resourceId))), [customer]);
  if (consentId === undefined) return () => true;
  return (event) => {
    const concerned = concernedBy(event);
    if (concerned.consentId !== undefined) return concerned.consentId === consentId;
    return concerned.resourceId === undefined || held.has(concerned.resourceId);
  };
}

/** An instant of an address, when it is one. */
const instantIn = (text: string | undefined): string | undefined =>
  text !== undefined && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined;
