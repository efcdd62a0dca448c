import { EventEmitter } from 'node:events';
import { afterRealTime } from '../core/clock.js';
import type { Exchange } from '../core/exchange.js';
import { randomIds } from '../core/ids.js';
import { SECOND } from '../core/instant.js';
import type { Entry, EntryLog, NewBatch } from '../store/store.js';
import type { Found, Journal, JournalFilter, NewExchange } from './journal.js';

/** Exchanges written or read at once. */
const BATCH = 500;
/** How often followers are told what other instances wrote, and when a write that failed is tried again. Milliseconds. */
const LOOK_EVERY = 0.2 * SECOND;
const TRY_AGAIN_AFTER = 0.5 * SECOND;

const exchangeIn = ({ id, json }: Entry): Exchange => ({ id, ...JSON.parse(json) });

/**
 * A journal all instances on a store share. Nobody waits for it: what is appended goes out at once when nothing is on
 * its way, else together with all that comes meanwhile. While the store is away it waits here, the newest so many, behind
 * the batch that was sent last: that one may be there though nobody heard, and is sent again as it was.
 */
export class StoredJournal implements Journal {
  readonly #log: EntryLog;
  readonly #capacity: number;
  readonly #waiting: NewExchange[] = [];
  readonly #followers = new EventEmitter().setMaxListeners(0);
  readonly #writer = randomIds.uuid();
  /** Sent, and perhaps written. */
  #sent: NewBatch | undefined;
  #batches = 0;
  #lost = 0;
  #writing: Promise<void> | undefined;
  #again: { cancel(): void } | undefined;
  /** Up to which id followers were told; found out when the first one comes. */
  #told: Promise<number> | undefined;
  #looking: { cancel(): void } | undefined;

  constructor(log: EntryLog, capacity: number) {
    this.#log = log;
    this.#capacity = capacity;
  }

  append(exchange: NewExchange): void {
    this.#waiting.push(exchange);
    this.#makeRoom();
    if (!this.#again) void this.#flush();
  }

  /** What this instance saw is in it; what others are answering at this very moment may not be. */
  async find(filter: JournalFilter = {}): Promise<Found> {
    await this.#flush();
    const { entries, dropped } = await this.#log.newest(filter, this.#capacity);
    return { exchanges: entries.map(exchangeIn), dropped: dropped + this.#lost };
  }

  async page(after: number, size: number, filter: JournalFilter = {}): Promise<readonly Exchange[]> {
    await this.#flush();
    return (await this.#log.after(after, size, filter)).map(exchangeIn);
  }

  async clear(): Promise<void> {
    this.#waiting.length = 0;
    await this.#writing;
    this.#sent = undefined;
    this.#lost = 0;
    await this.#log.clear();
  }

  follow(listener: (exchange: Exchange) => void, ended: () => void): () => void {
    this.#followers.on('exchange', listener).once('close', ended);
    this.#told ??= this.#log.lastId();
    this.#told.catch(() => undefined);
    this.#lookLater();
    return () => {
      this.#followers.off('exchange', listener).off('close', ended);
      if (this.#followers.listenerCount('exchange') === 0) this.#stopLooking();
    };
  }

  letGo(): void {
    this.#followers.emit('close');
    this.#followers.removeAllListeners();
    this.#stopLooking();
  }

  async close(): Promise<void> {
    await this.#flush();
    this.#again?.cancel();
    this.letGo();
  }

  #flush(): Promise<void> {
    this.#writing ??= this.#write();
    return this.#writing;
  }

  async #write(): Promise<void> {
    try {
      await this.#writeAll();
    } finally {
      // At once: what is appended from here on starts the next write.
      this.#writing = undefined;
    }
    if (this.#looking) void this.#look();
  }

  async #writeAll(): Promise<void> {
    this.#again?.cancel();
    this.#again = undefined;
    // Whoever follows from now on is told of what is written from now on.
    await this.#told?.catch(() => undefined);
    for (let batch = this.#nextBatch(); batch; batch = this.#nextBatch()) {
      try {
        await this.#log.append(batch, this.#capacity);
        this.#sent = undefined;
      } catch {
        this.#again = afterRealTime(TRY_AGAIN_AFTER, () => void this.#flush());
        return;
      }
    }
  }

  #nextBatch(): NewBatch | undefined {
    if (this.#sent || this.#waiting.length === 0) return this.#sent;
    const entries = this.#waiting.splice(0, BATCH).map(entryOf);
    this.#sent = { writer: this.#writer, number: ++this.#batches, entries, lost: this.#lost };
    this.#lost = 0;
    return this.#sent;
  }

  /** Memory is bounded: of what cannot be written the oldest go, and are counted. */
  #makeRoom(): void {
    const tooMany = this.#waiting.length - this.#capacity;
    if (tooMany > 0) this.#lost += this.#waiting.splice(0, tooMany).length;
  }

  #lookLater(): void {
    this.#looking ??= afterRealTime(LOOK_EVERY, () => {
      this.#looking = undefined;
      void this.#look().finally(() => {
        if (this.#told) this.#lookLater();
      });
    });
  }

  #stopLooking(): void {
    this.#looking?.cancel();
    this.#looking = undefined;
    this.#told = undefined;
  }

  /** Tells the followers what is new, in order. One look at a time: each begins where the one before ended. */
  async #look(): Promise<void> {
    const before = this.#told;
    if (!before) return;
    const seen = before.then((last) => this.#tellAfter(last));
    this.#told = seen.catch(() => before.catch(() => this.#log.lastId()));
    await this.#told.catch(() => undefined);
  }

  async #tellAfter(last: number): Promise<number> {
    const entries = await this.#log.after(last, BATCH, {});
    for (const entry of entries) this.#followers.emit('exchange', exchangeIn(entry));
    const newest = entries.at(-1)?.id ?? last;
    return entries.length < BATCH ? newest : this.#tellAfter(newest);
  }
}

const entryOf = (exchange: NewExchange) => ({
  at: exchange.at,
  api: exchange.api,
  consentId: exchange.consentId,
  json: JSON.stringify(exchange),
});
