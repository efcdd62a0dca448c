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

/** An exchange before the journal has it. */
export type NewExchange = Omit<Exchange, 'id'>;

/** What was found, newest last, and how many exchanges were let go since the journal was last cleared. */
export interface Found {
  readonly exchanges: readonly Exchange[];
  readonly dropped: number;
}

/** The last exchanges, newest last. When it is full the oldest go, and are counted. */
export interface Journal {
  /** Writes down at once, and never makes the caller wait. */
  append(exchange: NewExchange): void;
  find(filter?: JournalFilter): Promise<Found>;
  /** The oldest so many with an id above `after`: a long journal is read in pages, each after the last id of the one before. */
  page(after: number, size: number, filter?: JournalFilter): Promise<readonly Exchange[]>;
  clear(): Promise<void>;
  /** Calls `listener` with each exchange from now on, and `ended` when there will be no more; the answer stops it. */
  follow(listener: (exchange: Exchange) => void, ended: () => void): () => void;
  /** Tells the followers that there will be no more: the server is stopping. */
  letGo(): void;
  /** Keeps what is not kept yet, and lets the followers go. */
  close(): Promise<void>;
}

/** A journal of this process alone. */
export class MemoryJournal implements Journal {
  readonly #capacity: number;
  readonly #ring: Exchange[] = [];
  readonly #events = new EventEmitter().setMaxListeners(0);
  #next = 0;
  #dropped = 0;
  #lastId = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  append(exchange: NewExchange): void {
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

  async find(filter: JournalFilter = {}): Promise<Found> {
    const found = this.#matching(filter);
    const exchanges = filter.limit === undefined ? found : found.slice(Math.max(0, found.length - filter.limit));
    return { exchanges, dropped: this.#dropped };
  }

  async page(after: number, size: number, filter: JournalFilter = {}): Promise<readonly Exchange[]> {
    return this.#matching(filter)
      .filter(({ id }) => id > after)
      .slice(0, size);
  }

  async clear(): Promise<void> {
    this.#ring.length = 0;
    this.#next = 0;
    this.#dropped = 0;
  }

  follow(listener: (exchange: Exchange) => void, ended: () => void): () => void {
    this.#events.on('exchange', listener).once('close', ended);
    return () => this.#events.off('exchange', listener).off('close', ended);
  }

  letGo(): void {
    this.#events.emit('close');
  }

  async close(): Promise<void> {
    this.letGo();
  }

  #matching(filter: JournalFilter): readonly Exchange[] {
    const oldestFirst = [...this.#ring.slice(this.#next), ...this.#ring.slice(0, this.#next)];
    return oldestFirst.filter((entry) => matches(entry, filter));
  }
}

export const matches = (entry: Exchange, { consentId, api, since }: JournalFilter): boolean =>
  (consentId === undefined || entry.consentId === consentId) &&
  (api === undefined || entry.api === api) &&
  (since === undefined || entry.at >= since);
