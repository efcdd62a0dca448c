import type { DueEvent } from './admin-api.js';
import { say } from './speech.js';

/** Whom an event is about, as its entity names them. */
export interface Concerned {
  readonly resourceId?: string;
  readonly consentId?: string;
}

export function concernedBy({ entity }: DueEvent): Concerned {
  const [, resourceId] = /(?:^| )resource:(\S+)/.exec(entity) ?? [];
  const [, consentId] = /^consent:(\S+)/.exec(entity) ?? [];
  return { ...(resourceId !== undefined && { resourceId }), ...(consentId !== undefined && { consentId }) };
}

/** What happened, in the language chosen; statuses stay as the specification spells them. */
export function eventText({ event }: DueEvent): string {
  const [, contracted] = /^contracted as (.+)$/.exec(event) ?? [];
  if (contracted !== undefined) return say('event.contracted', { status: contracted });
  const [, sold] = /^sells (.+)$/.exec(event) ?? [];
  if (sold !== undefined)
    return say('event.sells', { what: sold.split(', ').length > 6 ? `${sold.split(', ').length} ×` : sold });
  if (event === 'purged') return say('event.purged');
  if (event === 'list ready') return say('event.ready');
  if (event === 'preparation limit reached') return say('event.limit');
  return event;
}

/** Whom an event is about, in a few words. */
export function whoIn(event: DueEvent): string {
  const { resourceId, consentId } = concernedBy(event);
  if (resourceId !== undefined) return resourceId;
  return consentId === undefined ? say('event.offer') : say('consent.title');
}
