import { type AnyStateMachine, transition } from 'xstate';

/**
 * A machine as a lookup table: `table[kind][state][event]` is the next state, absent when the machine forbids the move.
 * The xstate definition stays the source; asking it once per combination makes replay cost nothing.
 */
export type TransitionTable<Kind extends string, State extends string, Event extends string> = Readonly<
  Record<Kind, Readonly<Record<State, Readonly<Partial<Record<Event, State>>>>>>
>;

/** Asks the machine every (kind, state, event) once. `contextOf` gives the context its guards look at. */
export function compile<Kind extends string, State extends string, Event extends string>(
  machine: AnyStateMachine,
  all: { kinds: readonly Kind[]; states: readonly State[]; events: readonly Event[] },
  contextOf: (kind: Kind) => object,
): TransitionTable<Kind, State, Event> {
  const row = (kind: Kind, state: State): [State, Partial<Record<Event, State>>] => {
    const moves: Partial<Record<Event, State>> = {};
    for (const event of all.events) {
      const next = step<State>(machine, state, contextOf(kind), event);
      if (next !== undefined) moves[event] = next;
    }
    return [state, moves];
  };
  return Object.fromEntries(
    all.kinds.map((kind) => [kind, Object.fromEntries(all.states.map((state) => row(kind, state)))]),
  ) as TransitionTable<Kind, State, Event>;
}

/** One pure question to the machine: the next state, or undefined when the event is not allowed there. */
export function step<State extends string>(
  machine: AnyStateMachine,
  state: State,
  context: object,
  event: string,
): State | undefined {
  const snapshot = machine.resolveState({ value: state, context });
  if (!snapshot.can({ type: event })) return undefined;
  return transition(machine, snapshot, { type: event })[0].value as State;
}
