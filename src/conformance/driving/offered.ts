import type { Bilingual } from '../../core/text.js';
import { say } from '../rule.js';
import { ALL } from '../permission-groups.js';
import type { CallStep, Situation, Step } from '../situations/situation.js';
import { inventedCpf } from './people.js';
import { newWorld, type World } from './world.js';

/** What somebody who cannot arrange a target gives to examine it with. */
export interface Offered {
  /** CPF of the customer in whose name consents are asked for. */
  readonly customer?: string;
  /** Token of the receiver itself, scope `consents`; and of another one. */
  readonly clientToken?: string;
  readonly otherClientToken?: string;
  /** The token of a consent for a situation, by the situation's id. */
  readonly consents?: Readonly<Record<string, { readonly accessToken: string; readonly consentId?: string }>>;
}

/** Every token in it. */
export const secretsIn = ({ clientToken, otherClientToken, consents = {} }: Offered = {}): readonly string[] =>
  [clientToken, otherClientToken, ...Object.values(consents).map(({ accessToken }) => accessToken)].filter(
    (token) => token !== undefined,
  );

/** Steps that change the world, which nobody can who has no admin API. */
const changes = (step: Step): boolean =>
  ['advance', 'move', 'register', 'contract', 'authorise', 'revoke'].some((kind) => kind in step);

/** A call that can be made without the token of a consent. */
const isOpen = ({ as, token }: CallStep, clientToken: string | undefined): boolean =>
  as === 'nobody' || token === 'garbage' || (as === 'client' && clientToken !== undefined);

/** The world of a situation as it was offered, or what is missing for it. */
export function offeredWorld(
  situation: Situation,
  { customer = '', clientToken, otherClientToken, consents = {} }: Offered,
): { readonly world: World } | { readonly missing: Bilingual } {
  const { id, steps } = situation;
  if (steps.some(changes))
    return {
      missing: say(`A situação ${id} só se arranja com --admin.`, `The situation ${id} takes --admin to arrange.`),
    };
  const planned = Object.entries(situation.consents ?? {});
  const given = consents[id];
  const needsNone = steps.some((step) => 'call' in step && isOpen(step, clientToken));
  if (planned.length > 1 || (planned.length === 1 && !given && !needsNone))
    return { missing: say(`Falta consents.${id} na configuração.`, `The configuration lacks consents.${id}.`) };
  if (planned.length === 0 && clientToken === undefined)
    return { missing: say('Falta client na configuração.', 'The configuration lacks client.') };
  if (customer === '' && steps.some((step) => 'call' in step && step.renew !== undefined))
    return { missing: say('Falta customer na configuração.', 'The configuration lacks customer.') };
  // Any person may ask for a consent, but not nobody.
  const world = newWorld(situation, customer === '' ? inventedCpf() : customer);
  for (const [name, { permissions = ALL }] of planned) {
    if (!given) continue;
    world.tokens.set(name, given.accessToken);
    world.consents.set(name, {
      consentId: given.consentId ?? `urn:unknown:${id}`,
      customerId: customer,
      permissions,
      isOffered: true,
      createdAt: 0,
      decisions: [],
    });
  }
  if (clientToken !== undefined) world.tokens.set('client', clientToken);
  if (otherClientToken !== undefined) world.tokens.set('other-client', otherClientToken);
  return { world };
}
