import { EventEmitter } from 'node:events';
import type { Exchange } from '../core/exchange.js';
import type { Instant } from '../core/instant.js';

export interface JournalFilter {
  readonly consentId?: string | undefined;
  readonly api?: string | undefined;
  /** Virtual time, included. */
  readonly since?: Instant | undefined;
  /** The newest so many. */
  readonly limit?: number | undefined;
}

/** The last exchanges, newest last. When it is full the oldest go, and are counted. */
export class Journal {
  readonly #capacity: number;
  readonly #ring: Exchange[] = [];
  readonly #events = new EventEmitter().setMaxListeners(0);
  #next = 0;
  #dropped = 0;
  #lastId = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many exchanges were let go since the journal was last cleared. */
  get dropped(): number {
    return this.#dropped;
  }

  append(exchange: Omit<Exchange, 'id'>): void {
    const entry: Exchange = { id: ++this.#lastId, ...exchange };
    if (this.#ring.length < this.#capacity) {
      this.#ring.push(entry);
    } else {
      this.#ring[this.#next] = entry;
      this.#next = (this.#next + 1) % this.#capacity;
      this.#dropped += 1;
    }
    if (this.#events.listenerCount('exchange') > 0) this.#events.emit('exchange', entry);
  }

  find(filter: JournalFilter = {}): readonly Exchange[] {
    const oldestFirst = [...this.#ring.slice(this.#next), ...this.#ring.slice(0, this.#next)];
    const found = oldestFirst.filter((entry) => matches(entry, filter));
    return filter.limit === undefined ? found : found.slice(Math.max(0, found.length - filter.limit));
  }

  clear(): void {
    this.#ring.length = 0;
    this.#next = 0;
    this.#dropped = 0;
  }

  /** Calls `listener` with each exchange from now on, and `ended` when there will be no more; the answer stops it. */
  follow(listener: (exchange: Exchange) => void, ended: () => void): () => void {
    this.#events.on('exchange', listener).once('close', ended);
    return () => this.#events.off('exchange', listener).off('close', ended);
  }

  /** Lets the followers go: the server is stopping. */
  close(): void {
    this.#events.emit('close');
  }
}

export const matches = (entry: Exchange, { consentId, api, since }: JournalFilter): boolean =>
  (consentId === undefined || entry.consentId === consentId) &&
  (api === undefined || entry.api === api) &&
  (since === undefined || entry.at >= since);
