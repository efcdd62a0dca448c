import { type Advance, type Advanced, advanceClock, getClock, putClock } from './admin/clocks.js';
import { type EventsWanted, listEvents } from './admin/events.js';
import type { AdminHouse } from './admin/house.js';

/** One named clock of a bank: the time of the customers who follow it. Tokens follow real time. */
export class BankClock {
  readonly #house: AdminHouse;
  readonly #name: string;

  constructor(house: AdminHouse, name: string) {
    this.#house = house;
    this.#name = name;
  }

  /** Virtual time, RFC 3339. */
  async now(): Promise<string> {
    return (await getClock(this.#house, this.#name)).now;
  }

  /**
   * Moves forward by a duration (`PT6M`), to an instant, or to the next event; says what came due, in order.
   * @throws Refusal when it would go backwards, or `by` is no duration (malformed); when nothing is scheduled (conflict).
   */
  advance(by: string | Advance): Promise<Advanced> {
    return advanceClock(this.#house, this.#name, typeof by === 'string' ? { by } : by);
  }

  /** What came, and what will come, due by itself, oldest first. */
  events(wanted?: EventsWanted) {
    return listEvents(this.#house, this.#name, wanted);
  }

  /** Sets or freezes the clock; it is made when its name is new. `{}` puts the default clock back to real time. */
  set(wanted: { readonly now?: string; readonly frozen?: boolean }) {
    return putClock(this.#house, this.#name, wanted);
  }
}
