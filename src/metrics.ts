import type { Counter, Histogram, Registry } from 'prom-client';
import type { NewExchange } from './http/journal.js';
import type { Transition } from './openfinance/transitions.js';

/** Seconds. A store or an answer that takes longer than the last is too slow in any case. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** How much is kept aside before the library is read for it: a start, and a short test, do without. */
const MOST_EARLY = 1_000;

interface Instruments {
  readonly registry: Registry;
  readonly requests: Counter;
  readonly latencies: Histogram;
  readonly polls: Counter;
  readonly transitions: Counter;
  readonly store: Histogram;
}

/** What happened in this instance since it started, for Prometheus. The library is read when somebody asks, or enough has happened. */
export class Metrics {
  readonly #early: ((instruments: Instruments) => void)[] = [];
  readonly #dropped: () => Promise<number>;
  #opening: Promise<Instruments> | undefined;
  #opened: Instruments | undefined;

  /** @param dropped How many exchanges the journal let go. */
  constructor(dropped: () => Promise<number>) {
    this.#dropped = dropped;
  }

  answered({ api, method, status, durationMs, fault }: NewExchange, operation: string): void {
    this.#tell(({ requests, latencies, polls }) => {
      requests.inc({ api, method, operation, status });
      latencies.observe({ api, method, operation }, durationMs / 1_000);
      if (api === 'resources' && method === 'GET') polls.inc({ outcome: outcomeOf(status, fault) });
    });
  }

  /** What a deadline brings is derived when it is read: that happens nowhere, and is not told. */
  moved(transition: Transition): void {
    this.#tell(({ transitions }) => transitions.inc({ ...transition }));
  }

  storeAnswered(operation: string, durationMs: number): void {
    this.#tell(({ store }) => store.observe({ operation }, durationMs / 1_000));
  }

  /** The text format of Prometheus, and its content type. */
  async page(): Promise<{ readonly type: string; readonly text: string }> {
    const { registry } = await this.#open();
    return { type: registry.contentType, text: await registry.metrics() };
  }

  #tell(what: (instruments: Instruments) => void): void {
    if (this.#opened) what(this.#opened);
    else {
      this.#early.push(what);
      if (this.#early.length >= MOST_EARLY) void this.#open();
    }
  }

  #open(): Promise<Instruments> {
    this.#opening ??= instruments(this.#dropped).then((opened) => {
      for (const what of this.#early.splice(0)) what(opened);
      this.#opened = opened;
      return opened;
    });
    return this.#opening;
  }
}

/** What came of a call for the list of resources. */
function outcomeOf(status: number, fault: string | undefined): string {
  if (fault !== undefined) return 'fault';
  return { 200: 'ready', 202: 'preparing', 504: 'overdue' }[status] ?? 'refused';
}

async function instruments(dropped: () => Promise<number>): Promise<Instruments> {
  const { Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'transmissora_journal_dropped',
    help: 'Exchanges the journal let go since it was last cleared.',
    registers,
    async collect() {
      this.set(await dropped().catch(() => Number.NaN));
    },
  });
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory of this instance, in bytes.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return {
    registry,
    requests: new Counter({
      name: 'transmissora_requests_total',
      help: 'Official calls answered, by operation and status; status 0 for those without an answer.',
      labelNames: ['api', 'method', 'operation', 'status'],
      registers,
    }),
    latencies: new Histogram({
      name: 'transmissora_request_duration_seconds',
      help: 'Time from the arrival of an official call to its answer.',
      labelNames: ['api', 'method', 'operation'],
      buckets: BUCKETS,
      registers,
    }),
    polls: new Counter({
      name: 'transmissora_polls_total',
      help: 'Calls for the list of resources, by what came of them: ready, preparing, overdue, refused or fault.',
      labelNames: ['outcome'],
      registers,
    }),
    transitions: new Counter({
      name: 'transmissora_transitions_total',
      help: 'Changes of status recorded, by what changed, from and to. What a deadline brings is derived, and not counted.',
      labelNames: ['entity', 'from', 'to'],
      registers,
    }),
    store: new Histogram({
      name: 'transmissora_store_duration_seconds',
      help: 'Time a transaction or a read of the store took, by operation.',
      labelNames: ['operation'],
      buckets: BUCKETS,
      registers,
    }),
  };
}
