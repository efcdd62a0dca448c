import { afterRealTime } from '../core/clock.js';
import { SECOND } from '../core/instant.js';
import type { ChangeCount } from './store.js';

/** How often it is looked whether others committed something, and when telling them is tried again. Milliseconds. */
const LOOK_EVERY = 0.4 * SECOND;

/**
 * What the instances on one store tell each other: that something was committed. Nobody waits for it. Commits that
 * come while one is being told are told together; others' are looked for only while somebody wants to hear of them.
 */
export class Others {
  readonly #count: ChangeCount;
  readonly #heard: () => void;
  /** Up to which count somebody here was told; unknown before the first look. */
  #seen: number | undefined;
  /** The looking that goes on; a new one each time somebody begins to listen. */
  #looking: { timer?: { cancel(): void } } | undefined;
  #isUntold = false;
  #telling: Promise<void> | undefined;
  #again: { cancel(): void } | undefined;

  /** `heard`: another instance committed something. */
  constructor(count: ChangeCount, heard: () => void) {
    this.#count = count;
    this.#heard = heard;
  }

  /** This instance committed something. */
  tell(): void {
    this.#isUntold = true;
    this.#again?.cancel();
    this.#telling ??= this.#tellAll();
  }

  listen(): void {
    if (this.#looking) return;
    this.#looking = {};
    void this.#look(this.#looking);
  }

  ignore(): void {
    this.#looking?.timer?.cancel();
    this.#looking = undefined;
    this.#seen = undefined;
  }

  /** Waits for what is being told. */
  async close(): Promise<void> {
    this.ignore();
    await this.#telling;
    this.#again?.cancel();
  }

  async #tellAll(): Promise<void> {
    while (this.#isUntold) {
      this.#isUntold = false;
      const told = await this.#count.next().catch(() => undefined);
      if (told === undefined) {
        this.#again = afterRealTime(LOOK_EVERY, () => this.tell());
        break;
      }
      // Nobody else came in between: there is nothing to hear of.
      if (this.#seen === told - 1) this.#seen = told;
    }
    this.#telling = undefined;
  }

  async #look(looking: { timer?: { cancel(): void } }): Promise<void> {
    const last = await this.#count.last().catch(() => undefined);
    if (this.#looking !== looking) return;
    // The first look tells, too: nobody knows what came before it.
    if (last !== undefined && last !== this.#seen) {
      this.#seen = last;
      this.#heard();
    }
    looking.timer = afterRealTime(LOOK_EVERY, () => void this.#look(looking));
  }
}
