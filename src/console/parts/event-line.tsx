import type { DueEvent } from '../admin-api.js';
import { type Concerned, concernedBy, eventText, whoIn } from '../events.js';
import { linkTo } from '../route.js';
import { say } from '../speech.js';
import { Rule } from './chip.js';
import { shortId } from './short-id.js';

function linkOf({ resourceId, consentId, portfolio }: Concerned): string | undefined {
  if (resourceId !== undefined) return linkTo('resources', resourceId, { consent: consentId });
  if (consentId !== undefined) return linkTo('consents', consentId);
  return portfolio === undefined ? undefined : linkTo('otdx', portfolio);
}

/** An event on one line: who, what, by which rule. */
export function EventLine({ event }: { readonly event: DueEvent }) {
  const concerned = concernedBy(event);
  const link = linkOf(concerned);
  const { resourceId, consentId } = concerned;
  const isConsents = resourceId === undefined && consentId !== undefined;
  const who = isConsents ? `${whoIn(event)} ${shortId(consentId)}` : whoIn(event);
  return (
    <>
      {link === undefined ? <b>{who}</b> : <a href={link}>{who}</a>} {eventText(event)} <Rule id={event.rule} />{' '}
      {resourceId !== undefined && consentId !== undefined && (
        <small class="quiet">{say('event.inConsent', { id: shortId(consentId) })}</small>
      )}
    </>
  );
}
