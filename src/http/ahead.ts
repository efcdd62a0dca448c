import type { Request, RequestHandler, Response } from 'express';
import type { Collection, Reader, Stored, Where } from '../store/store.js';
import { keepAhead } from './notes.js';

/** The reads of one request: what was asked for once is given to whoever asks for it later. */
class Ahead implements Reader {
  readonly #store: Reader;
  readonly #asked = new Map<string, Promise<unknown>>();

  constructor(store: Reader) {
    this.#store = store;
  }

  get<T>(collection: Collection<T>, id: string): Promise<Stored<T> | undefined> {
    return this.#once(`${collection.name} ${id}`, () => this.#store.get(collection, id));
  }

  list<T>(collection: Collection<T>, where?: Where): Promise<readonly Stored<T>[]> {
    const key = where ? `${collection.name}?${where.index}=${where.equals}` : `${collection.name}?`;
    return this.#once(key, () => this.#store.list(collection, where));
  }

  #once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#asked.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = ask();
    this.#asked.set(key, answer);
    return answer;
  }
}

/**
 * Asks at once for all that the stages below will ask for one after the other, where each read is a round trip. What is
 * foreseen wrongly is read for nothing, and what is not foreseen is read when it is needed: the answer is the same.
 * `foresee` reads by `readerOf`, without waiting in between.
 */
export function readAhead(
  store: Reader,
  foresee: (req: Request, res: Response) => readonly Promise<unknown>[],
): RequestHandler {
  return (req, res, next) => {
    keepAhead(res, new Ahead(store));
    // Whoever needs one of them hears of its failure.
    void Promise.allSettled(foresee(req, res));
    next();
  };
}
