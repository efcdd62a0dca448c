import type { Reader, Store } from './store.js';

/**
 * What was last read, for as long as nothing was committed since: whoever asks on every call need not wait for it. A store
 * others write to as well has no revision: there nothing is remembered.
 */
export class Glance<T> {
  readonly #store: Pick<Store, 'revision'>;
  readonly #look: (reader: Reader) => Promise<T>;
  #last: { readonly revision: number; readonly value: T } | undefined;

  constructor(store: Pick<Store, 'revision'>, look: (reader: Reader) => Promise<T>) {
    this.#store = store;
    this.#look = look;
  }

  /** `undefined` where it must be read. */
  get last(): { readonly value: T } | undefined {
    return this.#last?.revision === this.#store.revision ? this.#last : undefined;
  }

  async read(reader: Reader): Promise<T> {
    const { revision } = this.#store;
    const value = await this.#look(reader);
    // What was committed meanwhile may or may not be in it.
    if (revision !== undefined && revision === this.#store.revision) this.#last = { revision, value };
    return value;
  }
}
