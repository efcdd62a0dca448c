import { setup } from 'xstate';
import { compile } from '../../core/machine.js';
import { type Kind, REGISTRATION, RESOURCE_TYPES, STATUSES, type Status, TYPES } from '../vocabulary.js';

/**
 * The status of a resource (RES-034 to RES-036). Events are the status wanted. PENDING_AUTHORISATION is only ever
 * the first; UNAVAILABLE is final, but for the two investment types that may move again.
 */
export const statusMachine = setup({
  types: { context: {} as { type: Kind }, input: {} as { type: Kind }, events: {} as { type: Status } },
  guards: { returns: ({ context: { type } }) => type !== REGISTRATION && TYPES[type].returns },
}).createMachine({
  id: 'resource',
  context: ({ input }) => ({ type: input.type }),
  initial: 'PENDING_AUTHORISATION',
  states: {
    PENDING_AUTHORISATION: {
      on: {
        AVAILABLE: 'AVAILABLE',
        TEMPORARILY_UNAVAILABLE: 'TEMPORARILY_UNAVAILABLE',
        UNAVAILABLE: 'UNAVAILABLE',
      },
    },
    AVAILABLE: { on: { TEMPORARILY_UNAVAILABLE: 'TEMPORARILY_UNAVAILABLE', UNAVAILABLE: 'UNAVAILABLE' } },
    TEMPORARILY_UNAVAILABLE: { on: { AVAILABLE: 'AVAILABLE', UNAVAILABLE: 'UNAVAILABLE' } },
    UNAVAILABLE: { on: { AVAILABLE: { target: 'AVAILABLE', guard: 'returns' } } },
  },
});

const TABLE = compile<Kind, Status, Status>(
  statusMachine,
  { kinds: [...RESOURCE_TYPES, REGISTRATION], states: STATUSES, events: STATUSES },
  (type) => ({ type }),
);

/** Whether a resource of this type may go from one status to the other. Staying is not a move. */
export const mayMove = (type: Kind, from: Status, to: Status): boolean => TABLE[type][from][to] !== undefined;

/** The statuses that may follow, in the official order. */
export const nextStatuses = (type: Kind, from: Status): readonly Status[] =>
  STATUSES.filter((to) => mayMove(type, from, to));

/** The rule that forbids a move the machine does not have. */
export function forbiddingRule(from: Status, to: Status): string {
  if (to === 'PENDING_AUTHORISATION') return 'RES-034';
  return from === 'UNAVAILABLE' ? 'RES-033' : 'RES-035';
}
