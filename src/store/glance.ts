import type { Reader, Store } from './store.js';

/** How much is remembered at most between two commits. */
const MOST = 1_000;
/** The id of what there is one of. */
const ONE = '';

/**
 * What was read, for as long as nothing was committed since: whoever asks on every call need not wait for it. A store
 * others write to as well has no revision: there nothing is remembered.
 */
export class Glance<T> {
  readonly #store: Pick<Store, 'revision'>;
  readonly #look: (reader: Reader, id: string) => Promise<T>;
  readonly #known = new Map<string, { readonly value: T }>();
  #revision: number | undefined;

  constructor(store: Pick<Store, 'revision'>, look: (reader: Reader, id: string) => Promise<T>) {
    this.#store = store;
    this.#look = look;
  }

  /** `undefined` where it must be read. */
  last(id = ONE): { readonly value: T } | undefined {
    return this.#revision === this.#store.revision ? this.#known.get(id) : undefined;
  }

  async read(reader: Reader, id = ONE): Promise<T> {
    const { revision } = this.#store;
    const value = await this.#look(reader, id);
    // What was committed meanwhile may or may not be in it.
    if (revision === undefined || revision !== this.#store.revision) return value;
    if (revision !== this.#revision) this.#known.clear();
    this.#revision = revision;
    if (this.#known.size < MOST) this.#known.set(id, { value });
    return value;
  }
}
