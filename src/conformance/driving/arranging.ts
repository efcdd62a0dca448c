import { addDuration } from '../../core/duration.js';
import { formatInstant, type Instant, parseInstant } from '../../core/instant.js';
import { fieldOf } from '../reading.js';
import { say } from '../rule.js';
import { ALL } from '../permission-groups.js';
import type { ConsentPlan, Held, Situation, Step } from '../situations/situation.js';
import type { ArrangedConsent, ArrangedResource } from '../transmitter/facts.js';
import { ArrangementError, type Arranger, textIn } from './arranger.js';
import { inventedCpf } from './people.js';
import { newWorld, type World } from './world.js';

/** The receivers in whose name everything is done. */
export interface Receivers {
  readonly client: string;
  readonly other: string;
}

/** Tokens of a situation's consents and receivers, and whom they must be hidden from. */
export interface Arranging {
  readonly arranger: Arranger;
  readonly receivers: Receivers;
  readonly hide: (secret: string) => void;
}

/** A customer of its own on a clock of its own, with what the situation says is there. */
export async function arrange(situation: Situation, arranging: Arranging, clock: string): Promise<World> {
  const { arranger, receivers } = arranging;
  const now = instantIn(await arranger.freeze(clock));
  const world = newWorld(situation, inventedCpf(), { clock, now });
  await arranger.call('POST', '/customers', { cpf: world.customerId, clock });
  for (const [name, held] of Object.entries(situation.holds ?? {})) await hold(world, arranger, name, held);
  for (const [name, plan] of Object.entries(situation.consents ?? {})) await consent(world, arranging, name, plan);
  const asks = JSON.stringify(situation.steps);
  for (const [name, clientId] of [
    ['client', receivers.client],
    ['other-client', receivers.other],
  ] as const) {
    if (asks.includes(`"as":"${name}"`))
      await keepToken(world, arranging, name, { grantType: 'client_credentials', clientId });
  }
  return world;
}

/** What nobody needs any more goes away; a server that cannot do that keeps it. */
export const tidy = async ({ customerId }: World, arranger: Arranger): Promise<void> => {
  await arranger.call('DELETE', `/customers/${customerId}`).catch((error: unknown) => {
    if (!(error instanceof ArrangementError)) throw error;
  });
};

async function hold(world: World, arranger: Arranger, name: string, held: Held): Promise<void> {
  const { count } = held;
  const names = count === undefined ? [name] : Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
  for (const one of names) await holdOne(world, arranger, one, held);
}

async function holdOne(world: World, arranger: Arranger, name: string, held: Held): Promise<void> {
  const { type, contractedAt = '-P2Y', closedAt, shareable = true, joint = false } = held;
  const now = world.now ?? 0;
  const answer = await arranger.call('POST', `/customers/${world.customerId}/resources`, {
    type,
    contractedAt,
    shareable,
    ...(closedAt !== undefined && { closedAt }),
    ...(joint && { status: 'PENDING_AUTHORISATION' }),
  });
  world.resources.set(name, {
    customerId: world.customerId,
    resourceId: textIn(answer, 'resourceId'),
    type,
    contractedAt: addDuration(now, contractedAt),
    ...(closedAt !== undefined && { closedAt: addDuration(now, closedAt) }),
    shareable,
    isJoint: joint,
    moves: [],
  });
}

async function consent(world: World, arranging: Arranging, name: string, plan: ConsentPlan): Promise<void> {
  const { permissions = ALL, awaiting = false, picks, readyAfter, expiresIn } = plan;
  const now = world.now ?? 0;
  const selection = picks?.map((pick) => requireResource(world, pick).resourceId);
  const expiresAt = expiresIn === undefined ? undefined : addDuration(now, expiresIn);
  const answer = await arranging.arranger.call('POST', '/consents', {
    customerId: world.customerId,
    clientId: arranging.receivers.client,
    permissions,
    authorise: !awaiting,
    ...(selection && { selection: { resourceIds: selection } }),
    ...(readyAfter !== undefined && { preparation: { readyAfter } }),
    ...(expiresAt !== undefined && { expirationDateTime: formatInstant(expiresAt) }),
  });
  const consentId = textIn(answer, 'consentId');
  world.consents.set(name, {
    consentId,
    customerId: world.customerId,
    permissions,
    createdAt: now,
    ...(!awaiting && { authorisedAt: now }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(selection && { selection }),
    ...(readyAfter !== undefined && { readyAt: readyAfter === 'never' ? 'never' : addDuration(now, readyAfter) }),
    decisions: [],
  });
  const token = fieldOf(answer, 'accessToken');
  // What the creation comes with is bound to no certificate.
  if (typeof token === 'string' && arranging.arranger.thumbprint === undefined) keep(world, arranging, name, token);
  else await keepToken(world, arranging, name, { consentId });
}

/** A step that changes the world and asks nothing of the target's official APIs. Whether it was one. */
export async function rearrange(step: Step, world: World, arranging: Arranging): Promise<boolean> {
  const { arranger } = arranging;
  const now = world.now ?? 0;
  if ('advance' in step) world.now = instantIn(await arranger.advance(world.clock ?? 'default', step.advance));
  else if ('contract' in step) await hold(world, arranger, step.contract, step.held);
  else if ('move' in step) await move(step, world, arranger);
  else if ('register' in step)
    await arranger.call('POST', `/customers/${world.customerId}/registration/transitions`, { to: step.register });
  else if ('authorise' in step) {
    const { consentId } = requireConsent(world, step.authorise);
    await arranger.call('POST', `/consents/${consentId}/authorise`, {});
    change(world, step.authorise, { authorisedAt: now });
    await keepToken(world, arranging, step.authorise, { consentId });
  } else if ('revoke' in step) {
    await arranger.call('POST', `/consents/${requireConsent(world, step.revoke).consentId}/revoke`, {});
    change(world, step.revoke, { endedAt: now, endedBy: 'customer' });
  } else return false;
  return true;
}

async function move(
  step: { readonly move: string; readonly to: string; readonly in?: string },
  world: World,
  arranger: Arranger,
): Promise<void> {
  const at = world.now ?? 0;
  const resource = requireResource(world, step.move);
  const { resourceId } = resource;
  const consentId = step.in === undefined ? undefined : requireConsent(world, step.in).consentId;
  await arranger.call('POST', `/resources/${resourceId}/transitions`, {
    to: step.to,
    ...(consentId !== undefined && { consentId }),
  });
  if (step.in === undefined)
    world.resources.set(step.move, { ...resource, moves: [...resource.moves, { at, to: step.to }] });
  else {
    const { decisions } = requireConsent(world, step.in);
    change(world, step.in, { decisions: [...decisions, { resourceId, at, to: step.to }] });
  }
}

export const change = (world: World, name: string, changes: Partial<ArrangedConsent>): void =>
  void world.consents.set(name, { ...requireConsent(world, name), ...changes });

async function keepToken(world: World, arranging: Arranging, name: string, wanted: object): Promise<void> {
  keep(world, arranging, name, await arranging.arranger.token(wanted));
}

function keep(world: World, { hide }: Arranging, name: string, token: string): void {
  hide(token);
  world.tokens.set(name, token);
}

export function requireResource({ resources }: World, name: string): ArrangedResource {
  const resource = resources.get(name);
  if (!resource)
    throw new ArrangementError(say(`Não há ${name} nesta situação.`, `There is no ${name} in this situation.`));
  return resource;
}

export function requireConsent({ consents }: World, name: string): ArrangedConsent {
  const consent = consents.get(name);
  if (!consent) throw new ArrangementError(say(`Não há o consentimento ${name}.`, `There is no consent ${name}.`));
  return consent;
}

function instantIn(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new ArrangementError(`the clock shows "${text}", which is no instant`);
  return instant;
}
