import type { DueEvent } from '../admin-api.js';
import { concernedBy, eventText, whoIn } from '../events.js';
import { linkTo } from '../route.js';
import { Rule } from './chip.js';

/** An event on one line: who, what, by which rule. */
export function EventLine({ event }: { readonly event: DueEvent }) {
  const { resourceId, consentId } = concernedBy(event);
  const link =
    resourceId !== undefined
      ? linkTo('resources', resourceId, { consent: consentId })
      : consentId !== undefined && linkTo('consents', consentId);
  const who = whoIn(event);
  return (
    <>
      {link === false ? <b>{who}</b> : <a href={link}>{who}</a>} {eventText(event)} <Rule id={event.rule} />
    </>
  );
}
