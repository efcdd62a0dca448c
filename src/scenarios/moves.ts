import { holdingsFor } from './load.js';
import type { Text } from '../core/text.js';
import type { Cast } from './cast.js';
import type { Actions } from './scenario.js';

/** A change of the world: how it is told, and the admin calls it takes. */
export interface Move {
  readonly what: Text;
  readonly calls: readonly { readonly method: 'POST' | 'PUT'; readonly path: string; readonly body: unknown }[];
}

const move = (what: Text, method: 'POST' | 'PUT', path: string, ...bodies: readonly unknown[]): Move => ({
  what,
  calls: bodies.map((body) => ({ method, path, body })),
});

const say = (pt: string, en: string): Text => ({ pt, en });

const idOf = ({ consents }: Cast, key: string): string => consents[key]?.consentId ?? key;
const consentPath = (cast: Cast, key: string): string => `/consents/${encodeURIComponent(idOf(cast, key))}`;
const customerIdOf = ({ customers }: Cast, key: string): string => customers[key]?.customerId ?? key;

type Confirmed = Exclude<Actions['authorise'], string>;
type Moves = { readonly [K in keyof Actions]: (wanted: Actions[K], cast: Cast) => Move };

/** Each action of a step as the admin call behind it. */
const MOVES: Moves = {
  advance: (wanted, { clock }) => {
    const path = `/clocks/${clock}/advance`;
    if (typeof wanted === 'string')
      return move(say(`avança ${wanted}`, `advance ${wanted}`), 'POST', path, { by: wanted });
    const what =
      'to' in wanted
        ? say(`avança até ${wanted.to}`, `advance to ${wanted.to}`)
        : say('avança até o próximo evento', 'advance to the next event');
    return move(what, 'POST', path, wanted);
  },
  transition: ({ resource, consent, ...wanted }, cast) => {
    const what = `${resource} → ${wanted.to}`;
    const path = `/resources/${resource}/transitions`;
    if (consent === undefined) return move(what, 'POST', path, wanted);
    const text = say(`${what} em ${consent}`, `${what} in ${consent}`);
    return move(text, 'POST', path, { ...wanted, consentId: idOf(cast, consent) });
  },
  close: ({ resource, ...closing }) =>
    move(say(`encerra ${resource}`, `close ${resource}`), 'POST', `/resources/${resource}/close`, closing),
  contract: ({ customer, resource }, cast) =>
    move(
      say(`contrata ${resource.id}`, `contract ${resource.id}`),
      'POST',
      `/customers/${customerIdOf(cast, customer)}/resources`,
      ...holdingsFor(resource),
    ),
  consent: ({ key, customer, selected, ...wanted }, cast) =>
    move(say(`novo consentimento: ${key}`, `new consent: ${key}`), 'POST', '/consents', {
      ...wanted,
      customerId: customerIdOf(cast, customer),
      ...(selected && { selection: { resourceIds: selected } }),
    }),
  authorise: (wanted, cast) => {
    const { consent, selected }: Confirmed = typeof wanted === 'string' ? { consent: wanted } : wanted;
    return move(
      say(`autoriza ${consent}`, `authorise ${consent}`),
      'POST',
      `${consentPath(cast, consent)}/authorise`,
      selected ? { selection: { resourceIds: selected } } : {},
    );
  },
  reject: (key, cast) => move(say(`recusa ${key}`, `reject ${key}`), 'POST', `${consentPath(cast, key)}/reject`, {}),
  revoke: (key, cast) => move(say(`revoga ${key}`, `revoke ${key}`), 'POST', `${consentPath(cast, key)}/revoke`, {}),
  prepare: ({ consent, readyAfter }, cast) =>
    move(
      say(`lista de ${consent} pronta após ${readyAfter}`, `list of ${consent} ready after ${readyAfter}`),
      'PUT',
      `${consentPath(cast, consent)}/preparation`,
      { readyAfter },
    ),
  release: ({ portfolio, ...quota }) =>
    move(
      say(`libera ${portfolio} ${quota.date}`, `release ${portfolio} ${quota.date}`),
      'POST',
      `/otdx/portfolios/${encodeURIComponent(portfolio)}/releases`,
      quota,
    ),
  reprocess: ({ request, ...event }, { otdx }) =>
    move(
      say(`${request}: ${event.event}`, `${request}: ${event.event}`),
      'POST',
      `/otdx/reprocessing/${encodeURIComponent(otdx?.kept[request] ?? request)}/events`,
      event,
    ),
  sell: (offer) => {
    const types = offer.sells === 'all' ? undefined : offer.sells.join(', ');
    const what = say(`a transmissora vende ${types ?? 'tudo'}`, `the transmitter sells ${types ?? 'everything'}`);
    return move(what, 'PUT', '/offer', offer);
  },
};

/** The change a step asks for; `undefined` when it only looks. */
export function moveOf(step: Partial<Actions>, cast: Cast): Move | undefined {
  for (const name of Object.keys(MOVES) as (keyof Actions)[]) {
    const found = moveNamed(name, step, cast);
    if (found) return found;
  }
  return undefined;
}

function moveNamed<K extends keyof Actions>(name: K, step: Partial<Actions>, cast: Cast): Move | undefined {
  const wanted: Actions[K] | undefined = step[name];
  return wanted === undefined ? undefined : MOVES[name](wanted, cast);
}
