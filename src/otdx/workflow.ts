import { type AnyStateMachine, createMachine } from 'xstate';
import { UsageError } from '../core/errors.js';
import { compile, type TransitionTable } from '../core/machine.js';

interface StateRow {
  readonly label: { readonly pt: string; readonly en: string };
  readonly pending?: boolean;
  readonly editable?: boolean;
  readonly deletable?: boolean;
  readonly voids?: boolean;
}

interface EventRow {
  readonly by: 'client' | 'controller';
  readonly from: readonly string[];
  readonly to: string;
}

/** `fixtures/otdx/workflow.yaml`, as it is read. */
export interface WorkflowFile {
  readonly initial: string;
  /** The event that deleting a request is. */
  readonly delete: string;
  readonly states: Readonly<Record<string, StateRow>>;
  readonly events: Readonly<Record<string, EventRow>>;
}

/** The steps of a reprocessing request, which the business lays down. OTD-REP-08. */
export interface Workflow {
  readonly initial: string;
  readonly deletion: string;
  readonly machine: AnyStateMachine;
  readonly states: readonly string[];
  state(name: string): StateRow;
  /** The state an event leads to; undefined when it is not allowed there. */
  next(state: string, event: string): string | undefined;
  /** The events allowed in a state for one side, in the file's order. */
  allowed(state: string, by: EventRow['by']): readonly string[];
  /** Whose event it is; undefined for one the file does not have. */
  sideOf(event: string): EventRow['by'] | undefined;
  readonly events: readonly string[];
}

/** Turns the file into a machine that is consulted. @throws UsageError naming what in the file leads nowhere. */
export function workflowOf(file: WorkflowFile): Workflow {
  requireSound(file);
  const machine = machineOf(file);
  const states = Object.keys(file.states);
  const events = Object.keys(file.events);
  const table: TransitionTable<'request', string, string> = compile(
    machine,
    { kinds: ['request'], states, events },
    () => ({}),
  );
  const next = (state: string, event: string): string | undefined => table.request[state]?.[event];
  return {
    initial: file.initial,
    deletion: file.delete,
    machine,
    states,
    events,
    next,
    state: (name) => file.states[name] ?? { label: { pt: name, en: name } },
    allowed: (state, by) => events.filter((event) => file.events[event]?.by === by && next(state, event) !== undefined),
    sideOf: (event) => file.events[event]?.by,
  };
}

function machineOf({ initial, states, events }: WorkflowFile): AnyStateMachine {
  const movesFrom = (state: string) =>
    Object.fromEntries(
      Object.entries(events).flatMap(([event, { from, to }]) => (from.includes(state) ? [[event, to] as const] : [])),
    );
  return createMachine({
    id: 'reprocessing',
    initial,
    states: Object.fromEntries(Object.keys(states).map((state) => [state, { on: movesFrom(state) }])),
  });
}

function requireSound({ initial, states, events, delete: deletion }: WorkflowFile): void {
  const named = [initial, ...Object.values(events).flatMap(({ from, to }) => [...from, to])];
  const lost = named.find((state) => !Object.hasOwn(states, state));
  if (lost !== undefined)
    throw new UsageError(`workflow: there is no state "${lost}"; there are: ${Object.keys(states).join(', ')}`);
  if (!Object.hasOwn(events, deletion))
    throw new UsageError(`workflow: there is no event "${deletion}"; there are: ${Object.keys(events).join(', ')}`);
}
