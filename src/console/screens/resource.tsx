import type { Resource } from '../admin-api.js';
import { useAnswer, useDoing } from '../answers.js';
import { ask } from '../client.js';
import { useClockOf } from '../clock.js';
import { momentText } from '../instants.js';
import { touch } from '../live.js';
import { glossOf, StatusChip } from '../parts/chip.js';
import { Empty, ProblemNote, Waiting } from '../parts/notes.js';
import { Onward } from '../parts/onward.js';
import { language } from '../preferences.js';
import { linkTo, type Route } from '../route.js';
import { say } from '../speech.js';
import { Life } from './life.js';
import { Machine } from './machine.js';
import { Pairs } from './pairs.js';

/** One resource: its state machine, where it stands, where it may go, and its life. */
export function ResourceScreen({ route }: { readonly route: Route }) {
  const { id } = route;
  if (id === undefined)
    return (
      <>
        <h1 tabIndex={-1}>{say('resource.title')}</h1>
        <Empty>
          {say('resource.missing')} <Onward />
        </Empty>
      </>
    );
  return <One key={id} resourceId={id} />;
}

function One({ resourceId }: { readonly resourceId: string }) {
  const answered = useAnswer('GET /resources/{resourceId}', { path: { resourceId } });
  const resource = answered.value;
  const customerId = resource?.customerId;
  const { value: customer } = useAnswer(
    customerId === undefined ? undefined : 'GET /customers/{customerId}',
    customerId === undefined ? {} : { path: { customerId } },
  );
  useClockOf(customer);
  return (
    <>
      {!resource && <h1 tabIndex={-1}>{say('resource.title')}</h1>}
      <Waiting answered={answered} />
      {answered.problem && !resource && <Onward />}
      {resource && (
        <>
          <Head resource={resource} name={customer?.name ?? ''} />
          <div class="pair">
            <Machine resourceId={resourceId} />
            <div class="column">
              <Pairs resource={resource} />
              <Life resource={resource} now={customer?.now} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

function Head({ resource, name }: { readonly resource: Resource; readonly name: string }) {
  const { resourceId, type, status, contractedAt, closedAt, shareable, customerId } = resource;
  const doing = useDoing();
  return (
    <header class="subject">
      <div class="row">
        <h1 tabIndex={-1} class="break">
          {resourceId} <span class="of">{say('consent.of', { name })}</span>
        </h1>
        <StatusChip status={status} />
        <span class="quiet">{glossOf(status)}</span>
      </div>
      <p class="quiet">
        {say(`type.${type}`)} · <span class="mono">{type}</span> ·{' '}
        {say('resource.contracted', { at: momentText(contractedAt, language.value) })}
        {closedAt !== undefined && ` · ${say('resource.closed', { at: momentText(closedAt, language.value) })}`}
        {!shareable && ` · ${say('resource.unshareable')}`}
      </p>
      <div class="row actions">
        {closedAt === undefined && (
          <button
            type="button"
            class="button"
            title={say('resource.closeAbout')}
            disabled={doing.busy}
            onClick={() =>
              void doing.run(() =>
                ask('POST /resources/{resourceId}/close', { path: { resourceId }, body: {} }).then(touch),
              )
            }
          >
            {say('resource.close')}
          </button>
        )}
        <a class="button" href={linkTo('world', undefined, { customer: customerId })}>
          ← {say('menu.world')}
        </a>
      </div>
      <ProblemNote problem={doing.problem} />
    </header>
  );
}
