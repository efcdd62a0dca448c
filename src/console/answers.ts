import { useEffect, useRef, useState } from 'preact/hooks';
import type { Calls } from './admin-api.js';
import { ask, type Given, Problem } from './client.js';
import { revision } from './live.js';
import { language } from './preferences.js';

/** What a call answered last, and what went wrong since. An older answer stays while a newer one is on its way. */
export interface Answered<T> {
  readonly value?: T;
  readonly problem?: Problem;
}

/**
 * Asks, and asks again whenever something may have changed. `undefined` instead of a call asks nothing. `keep`: the
 * answer to another question stays until this one's is there, as when a slider moves.
 */
export function useAnswer<K extends keyof Calls>(
  call: K | undefined,
  given: Given<K> = {},
  { keep = false } = {},
): Answered<Calls[K]['answer']> {
  type T = Calls[K]['answer'];
  const key = call === undefined ? '' : `${language.value} ${call} ${JSON.stringify(given)}`;
  const [answered, setAnswered] = useState<{ key: string; answer: Answered<T> }>({ key: '', answer: {} });
  const asking = useRef<Asking>({ key: '', busy: false, again: false });
  const latest = useRef((): Promise<T> => ask(call as K, given));
  latest.current = () => ask(call as K, given);
  const seen = revision.value;
  useEffect(() => {
    if (call === undefined) return;
    const isOther = asking.current.key !== key;
    if (isOther) asking.current = { key, busy: false, again: false };
    void keepAsking(asking.current, latest, (answer) => {
      if (asking.current.key !== key) return;
      setAnswered((before) => ({
        key,
        answer: answer.problem && before.key === key ? { ...before.answer, problem: answer.problem } : answer,
      }));
    });
  }, [key, seen]);
  return answered.key === key || keep ? answered.answer : {};
}

interface Asking {
  readonly key: string;
  busy: boolean;
  again: boolean;
}

/** One question at a time; changes in between are looked at together, afterwards. */
async function keepAsking<T>(
  asking: Asking,
  latest: { readonly current: () => Promise<T> },
  tell: (answer: Answered<T>) => void,
): Promise<void> {
  if (asking.busy) {
    asking.again = true;
    return;
  }
  asking.busy = true;
  do {
    asking.again = false;
    tell(
      await latest.current().then(
        (value) => ({ value }),
        (error: unknown) => ({ problem: problemOf(error) }),
      ),
    );
  } while (asking.again);
  asking.busy = false;
}

const problemOf = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, error instanceof Error ? error.message : String(error));

/** Something a person does: whether it is under way, and what the server said against it. */
export interface Doing {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  run(work: () => Promise<unknown>): Promise<void>;
}

export function useDoing(): Doing {
  const [state, setState] = useState<{ busy: boolean; problem?: Problem }>({ busy: false });
  return {
    busy: state.busy,
    problem: state.problem,
    async run(work) {
      setState({ busy: true });
      await work().then(
        () => setState({ busy: false }),
        (error: unknown) => setState({ busy: false, problem: problemOf(error) }),
      );
    },
  };
}
