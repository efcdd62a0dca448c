import type { WallClock } from '../../core/clock.js';
import type { Exchange } from '../../core/exchange.js';
import type { Instant } from '../../core/instant.js';
import type { Got, Sent } from './connection.js';

/** Stands for what nobody may read. */
const HIDDEN = '[redacted]';
/** A text shorter than this is no secret: hiding it would hide half the report. Characters. */
const LEAST_SECRET = 8;

/** Writes down what is sent and answered, without the secrets it was told of. */
export class Recorder {
  readonly #secrets = new Set<string>();
  readonly #journal: Exchange[] = [];
  readonly #wall: WallClock;

  constructor(wall: WallClock) {
    this.#wall = wall;
  }

  get journal(): readonly Exchange[] {
    return this.#journal;
  }

  /** From now on, this appears nowhere; whoever repeats it in an answer does not change that. */
  hide(secret: string): void {
    if (secret.length >= LEAST_SECRET) this.#secrets.add(secret);
  }

  /** `path` is the one of the texts, wherever the target answers it. */
  write(
    sent: Sent,
    got: Got,
    about: {
      readonly path: string;
      readonly at: Instant;
      readonly consentId?: string | undefined;
      readonly startedAt: number;
    },
  ): Exchange {
    const { search } = new URL(sent.url);
    const exchange: Exchange = {
      id: this.#journal.length + 1,
      at: about.at,
      wallAt: this.#wall.now(),
      api: /^\/open-banking\/([\w-]+)\//.exec(about.path)?.[1] ?? 'unknown',
      method: sent.method,
      path: this.#clean(about.path),
      query: this.#clean(search.slice(1)),
      requestHeaders: this.#cleanHeaders(sent.headers),
      ...(sent.body !== undefined && { requestBody: this.#body(sent.body) }),
      status: got.status,
      responseHeaders: this.#cleanHeaders(got.headers),
      ...(got.text !== '' && { responseBody: this.#body(got.text) }),
      ...(about.consentId !== undefined && { consentId: about.consentId }),
      durationMs: this.#wall.monotonic() - about.startedAt,
      ...(got.protocol !== undefined && { tls: { protocol: got.protocol } }),
      ...(got.error !== undefined && { error: got.error }),
    };
    this.#journal.push(exchange);
    return exchange;
  }

  /** JSON where it is some, else the text. */
  #body(text: string): unknown {
    const clean = this.#clean(text);
    try {
      return JSON.parse(clean);
    } catch {
      return clean;
    }
  }

  #clean(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, HIDDEN);
    return clean;
  }

  #cleanHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        name === 'set-cookie' || name === 'cookie' ? HIDDEN : this.#clean(value),
      ]),
    );
  }
}
