import type { DueEvent } from './admin-api.js';
import { say } from './speech.js';
import type { Word } from './words/pt.js';

/** Whom an event is about, as its entity names them. */
export interface Concerned {
  readonly resourceId?: string;
  readonly consentId?: string;
  /** The code of an OTDX portfolio. */
  readonly portfolio?: string;
}

export function concernedBy({ entity }: DueEvent): Concerned {
  const [, resourceId] = /(?:^| )resource:(\S+)/.exec(entity) ?? [];
  const [, consentId] = /^consent:(\S+)/.exec(entity) ?? [];
  const [, portfolio] = /^otdx:(\S+)/.exec(entity) ?? [];
  return {
    ...(resourceId !== undefined && { resourceId }),
    ...(consentId !== undefined && { consentId }),
    ...(portfolio !== undefined && { portfolio }),
  };
}

const WORDS: Readonly<Record<string, Word>> = {
  purged: 'event.purged',
  'list ready': 'event.ready',
  'preparation limit reached': 'event.limit',
  released: 'event.released',
  'approved tacitly': 'event.tacit',
  'can no longer be undone': 'event.settled',
};

/** What happened, in the language chosen; statuses stay as the specification spells them. */
export function eventText({ event }: DueEvent): string {
  const [, contracted] = /^contracted as (.+)$/.exec(event) ?? [];
  if (contracted !== undefined) return say('event.contracted', { status: contracted });
  const [, sold] = /^sells (.+)$/.exec(event) ?? [];
  if (sold !== undefined) return say('event.sells', { what: soldText(sold) });
  const word = WORDS[event];
  return word === undefined ? event : say(word);
}

function soldText(sold: string): string {
  if (sold === 'nothing') return say('event.nothing');
  const count = sold.split(', ').length;
  return count > 6 ? `${count} ×` : sold;
}

/** Whom an event is about, in a few words. */
export function whoIn(event: DueEvent): string {
  const { resourceId, consentId } = concernedBy(event);
  if (resourceId !== undefined) return resourceId;
  if (consentId !== undefined) return say('consent.title');
  const { entity } = event;
  return entity === 'offer' ? say('event.offer') : entity.replace(/^[a-z]+:/, '');
}
