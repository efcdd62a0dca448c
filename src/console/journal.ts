import { useEffect, useRef, useState } from 'preact/hooks';
import type { Exchange } from './admin-api.js';
import { ask, follow, Problem } from './client.js';
import { eventsIn, textOf } from './event-stream.js';
import { recoveries } from './live.js';

/** What the journal holds, newest last. */
export interface Journal {
  readonly requests: readonly Exchange[];
  readonly dropped: number;
  readonly problem?: Problem;
}

/** As many as are kept here; the server keeps more. */
const MOST = 10_000;
const EMPTY: Journal = { requests: [], dropped: 0 };
/** New exchanges are shown together, so that a busy server leaves the page at ease. Milliseconds. */
const TOGETHER = 120;

/** The journal, and every exchange as it happens. `clear` forgets what is shown here. */
export function useJournal(): Journal & { readonly clear: () => void } {
  const [journal, setJournal] = useState<Journal>(EMPTY);
  const waiting = useRef<Exchange[]>([]);
  const times = recoveries.value;
  useEffect(() => {
    const leave = new AbortController();
    const timer = setInterval(() => {
      const fresh = waiting.current.splice(0);
      if (fresh.length > 0) setJournal((before) => joined(before, fresh));
    }, TOGETHER);
    void watch(leave.signal, setJournal, (exchange) => waiting.current.push(exchange));
    return () => {
      leave.abort();
      clearInterval(timer);
      waiting.current = [];
    };
  }, [times]);
  return { ...journal, clear: () => setJournal(EMPTY) };
}

/** The stream first, then what was before it: so that nothing falls in between. */
async function watch(
  signal: AbortSignal,
  set: (journal: Journal | ((before: Journal) => Journal)) => void,
  arrived: (exchange: Exchange) => void,
): Promise<void> {
  try {
    const body = await follow('/requests/stream', signal);
    const { requests, dropped } = await ask('GET /requests', { query: { limit: MOST } });
    set((before) => ({ ...joined({ requests, dropped }, before.requests), dropped }));
    for await (const { data } of eventsIn(textOf(body))) arrived(JSON.parse(data) as Exchange);
  } catch (error) {
    if (signal.aborted || !(error instanceof Problem)) return;
    set((before) => ({ ...before, problem: error }));
  }
}

/** Some of them may be there already. */
function joined(before: Journal, fresh: readonly Exchange[]): Journal {
  const last = before.requests.at(-1)?.id ?? 0;
  const { problem: _gone, ...rest } = before;
  return { ...rest, requests: [...before.requests, ...fresh.filter(({ id }) => id > last)].slice(-MOST) };
}
