import type { Text } from '../core/text.js';
import type { Cast } from './cast.js';
import { moveOf } from './moves.js';
import type { Step } from './scenario.js';

/** With nobody in it, everything goes by its key: as the file says it. */
const NOBODY: Cast = { clock: 'default', customers: {}, consents: {} };

/** One line, before anything is done: what a step asks, or what it moves. */
export function outlineOf(step: Step): Text {
  const { get, as, explain, extend, otdx } = step;
  if (otdx) return `${otdx.method} ${otdx.path} · ${otdx.as}`;
  if (get !== undefined) return as === undefined ? `GET ${get}` : `GET ${get} · ${as}`;
  if (explain) {
    const { resource, consent } = explain;
    return { pt: `por quê? ${resource} · ${consent}`, en: `why? ${resource} · ${consent}` };
  }
  if (extend) {
    const { consent, expirationDateTime: until } = extend;
    return {
      pt: `renova ${consent} ${until === undefined ? 'sem prazo' : `até ${until}`}`,
      en: `extend ${consent} ${until === undefined ? 'without end' : `until ${until}`}`,
    };
  }
  return moveOf(step, NOBODY)?.what ?? '';
}
