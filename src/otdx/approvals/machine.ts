import { setup } from 'xstate';
import { compile } from '../../core/machine.js';

/** What a quota's approval may be. `PENDENTE` is a quota without one; a deleted approval is gone. */
export const APPROVAL_STATES = ['PENDENTE', 'APROVADA', 'APROVADA_TACITAMENTE', 'ANULADA', 'EXCLUIDA'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

export const APPROVAL_EVENTS = ['approve', 'lapse', 'edit', 'delete', 'void'] as const;
export type ApprovalEvent = (typeof APPROVAL_EVENTS)[number];

/** The life of an approval. Windows and order are not its concern: they are rules about facts and now. */
export const approvalMachine = setup({ types: { events: {} as { type: ApprovalEvent } } }).createMachine({
  id: 'approval',
  initial: 'PENDENTE',
  states: {
    PENDENTE: { on: { approve: 'APROVADA', lapse: 'APROVADA_TACITAMENTE' } },
    APROVADA: { on: { edit: 'APROVADA', delete: 'EXCLUIDA', void: 'ANULADA' } },
    APROVADA_TACITAMENTE: { on: { void: 'ANULADA' } },
    ANULADA: {},
    EXCLUIDA: {},
  },
});

const TABLE = compile<'approval', ApprovalState, ApprovalEvent>(
  approvalMachine,
  { kinds: ['approval'], states: APPROVAL_STATES, events: APPROVAL_EVENTS },
  () => ({}),
);

/** Whether an approval in a state takes an event. */
export const may = (state: ApprovalState, event: ApprovalEvent): boolean => TABLE.approval[state][event] !== undefined;

/** The state that events lead to, one after the other; those a state does not take change nothing. */
export const stateAfter = (events: readonly ApprovalEvent[]): ApprovalState =>
  events.reduce<ApprovalState>((state, event) => TABLE.approval[state][event] ?? state, 'PENDENTE');
