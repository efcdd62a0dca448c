import type { Cast } from './cast.js';
import type { Text } from '../core/text.js';

/** What came due while a clock moved, as the admin API tells it. */
export interface Fired {
  readonly entity: string;
  readonly event: string;
  readonly rule: string;
}

const EVENTS: readonly (readonly [pattern: RegExp, pt: string, en: string])[] = [
  [/^contracted as (.+)$/, 'contratado, $1', 'contracted, $1'],
  [/^purged$/, 'expurgado', 'purged'],
  [/^list ready$/, 'lista pronta', 'list ready'],
  [/^preparation limit reached$/, 'limite de preparação atingido', 'preparation limit reached'],
  [/^sells .+$/, 'muda', 'changes'],
  [/^released$/, 'liberada', 'released'],
  [/^approved tacitly$/, 'aprovada pelo silêncio', 'approved by silence'],
  [/^can no longer be undone$/, 'não pode mais ser desfeita', 'can no longer be undone'],
];

/** One line for people: who, what, by which rule. Consents go by their keys. */
export function dueLine({ entity, event, rule }: Fired, cast: Cast): Text {
  const resource = /resource:(\S+)/.exec(entity)?.[1] ?? /^otdx:(.+)$/.exec(entity)?.[1];
  const consentId = /consent:(\S+)/.exec(entity)?.[1];
  const consent = Object.entries(cast.consents).find(([, made]) => made.consentId === consentId)?.[0] ?? consentId;
  const [pattern, pt, en] = EVENTS.find(([candidate]) => candidate.test(event)) ?? [/^/, '', ''];
  const line = (offer: string, inside: string, words: string): string => {
    const who = resource ?? consent ?? offer;
    const where = resource !== undefined && consent !== undefined ? ` ${inside} ${consent}` : '';
    return `${who}${where}: ${event.replace(pattern, words)} (${rule})`;
  };
  return { pt: line('oferta', 'em', pt), en: line('offer', 'in', en) };
}
