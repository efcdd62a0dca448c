import { LRUCache } from 'lru-cache';
import { formatSeconds, type Instant, SECOND } from '../../core/instant.js';
import type { Written } from '../../http/notes.js';
import { freeze } from '../../store/freeze.js';
import type { Store } from '../../store/store.js';
import type { ConsentCase } from '../consents/case.js';
import type { ListAnswer } from '../wire/envelope.js';
import type { ResourceItem } from './list.js';

/** A page of a list with the time it lasts, and its text but for the instant it is answered at. */
export interface KeptPage {
  /** Virtual time from which (included) until which (excluded) nothing in it changes by itself. */
  readonly from: Instant;
  readonly until: Instant;
  readonly at: (now: Instant) => WrittenPage;
}

type Body = ListAnswer<ResourceItem>;

interface WrittenPage extends Written {
  readonly body: Body;
}

/** A page as it is worked out, now. */
interface NewPage {
  readonly bodyAt: (now: Instant) => Body;
  readonly until: () => Instant;
}

/** What is answered now, and the page it is of where that is kept: asked for before, and likely to be asked for again. */
interface Answered {
  readonly body: Body;
  readonly kept?: KeptPage;
}

/** What is kept at most, in characters of texts and keys; what a page was made from counts along. */
const MAX_SIZE = 8 * 1024 * 1024;
/** What a holding counts, whose replaced document a page may keep from going. Characters. */
const HOLDING_SIZE = 512;

/** How many of the latest pages asked for are known by name, to tell those that are asked for again. */
const NAMES = 1_000;

interface Kept {
  readonly page: KeptPage;
  readonly size: number;
  readonly consent: unknown;
  readonly offer: unknown;
  readonly holdings: readonly unknown[];
}

/**
 * Pages worked out before, from the second time they are asked for: many are asked for once, and would push out the
 * others. One is used again only for the very documents it was made from (what the store gives is frozen: the same
 * object says the same), and in the time in which it lasts; the key is all else that decides it.
 */
export class KeptPages {
  readonly #store: Pick<Store, 'revision'>;
  readonly #pages = new LRUCache<string, Kept>({ maxSize: MAX_SIZE, sizeCalculation: ({ size }) => size });
  readonly #asked = new LRUCache<string, true>({ max: NAMES });

  constructor(store: Pick<Store, 'revision'>) {
    this.#store = store;
  }

  get(key: string, { consent, offer, holdings, now }: ConsentCase, work: () => NewPage): Answered {
    const known = this.#pages.get(key);
    if (known && isFrom(known, { consent, offer, holdings }) && known.page.from <= now && now < known.page.until) {
      return { body: known.page.at(now).body, kept: known.page };
    }
    const { until, bodyAt } = work();
    // A store that others write to gives new documents each time: no page would ever be used again.
    const isKept = this.#store.revision !== undefined && this.#asked.has(key);
    this.#asked.set(key, true);
    if (!isKept) return { body: bodyAt(now) };
    const at = written(bodyAt, now);
    const { body, bytes } = at(now);
    const page = { from: now, until: until(), at };
    const size = key.length + bytes.length + HOLDING_SIZE * holdings.length;
    this.#pages.set(key, { page, size, consent, offer, holdings });
    return { body, kept: page };
  }
}

function isFrom(
  kept: Kept,
  { consent, offer, holdings }: Pick<ConsentCase, 'consent' | 'offer' | 'holdings'>,
): boolean {
  return (
    kept.consent === consent &&
    kept.offer === offer &&
    (kept.holdings === holdings ||
      (kept.holdings.length === holdings.length &&
        kept.holdings.every((holding, index) => holding === holdings[index])))
  );
}

/**
 * The body and its JSON, made once for each second. The instant is the last thing an answer says (`listAnswer`), so it
 * is the last place it stands at in the JSON.
 */
function written(bodyAt: NewPage['bodyAt'], first: Instant): KeptPage['at'] {
  const body = freeze(bodyAt(first));
  let latest = { second: Math.floor(first / SECOND), body, bytes: Buffer.from(JSON.stringify(body)) };
  const place = latest.bytes.lastIndexOf(formatSeconds(first));
  return (now) => {
    const second = Math.floor(now / SECOND);
    if (latest.second !== second) {
      // The bytes of the second before may still be on their way.
      const bytes = Buffer.from(latest.bytes);
      bytes.write(formatSeconds(now), place);
      latest = { second, body: freeze(bodyAt(now)), bytes };
    }
    return latest;
  };
}
