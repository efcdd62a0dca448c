import { useEffect, useState } from 'preact/hooks';
import type { DueEvent } from '../admin-api.js';
import { useAnswer } from '../answers.js';
import { clockName } from '../clock.js';
import { concernedBy } from '../events.js';
import { go } from '../navigation.js';
import { Waiting } from '../parts/notes.js';
import { linkTo, type Route } from '../route.js';
import { say } from '../speech.js';
import { type Scale, SCALES } from '../timeline.js';
import { ConsentPicker } from './consent-picker.js';
import { EventList } from './event-list.js';
import { ListThen } from './list-then.js';
import { TimeLine } from './time-line.js';

/** Past facts, now, and what is scheduled; and the list of a consent at any instant. `?consent=&at=&scale=&around=`. */
export function TimeScreen({ route }: { readonly route: Route }) {
  const { consent: consentId, scale: asked } = route.query;
  const scale = (asked !== undefined && asked in SCALES ? asked : 'all') as Scale;
  const answered = useAnswer('GET /clocks/{name}/events', { path: { name: clockName.value } });
  const concerned = useConcerned(consentId);
  const events = (answered.value?.events ?? []).filter(concerned);
  const now = answered.value?.now;
  const at = instantIn(route.query['at']);
  const around = instantIn(route.query['around']);
  const show = (next: { at?: string | undefined; around?: string; consent?: string; scale?: Scale }): void =>
    go(linkTo('time', undefined, { consent: consentId, scale: asked, around, at, ...next }), { replace: true });
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
          around={around ?? now}
          scale={scale}
          onShow={(instant) => show({ at: instant })}
          onScale={(wanted) => show({ scale: wanted, around: at ?? '' })}
          picker={
            <ConsentPicker consentId={consentId} none={say('time.everyone')} onPick={(id) => show({ consent: id })} />
          }
        />
      )}
      {now !== undefined && (
        <div class="pair">
          <ListThen consentId={consentId} now={now} at={at} />
          <EventList events={events} now={now} onShow={(instant) => show({ at: instant })} />
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
  const clock = customer?.clock;
  useEffect(() => {
    if (clock !== undefined) clockName.value = clock;
  }, [clock]);
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
