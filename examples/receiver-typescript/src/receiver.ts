import { randomUUID } from 'node:crypto';
import { type Dispatcher, request } from 'undici';
import { doubling } from './backoff.ts';

export interface Resource {
  readonly resourceId: string;
  readonly type: string;
  readonly status: 'AVAILABLE' | 'UNAVAILABLE' | 'TEMPORARILY_UNAVAILABLE' | 'PENDING_AUTHORISATION';
}

/** The consent has ended: its token is good for nothing any more. */
export class ConsentEnded extends Error {}

interface Answer {
  readonly status: number;
  readonly retryAfter: number | undefined;
  readonly body: { readonly data?: unknown; readonly links?: { readonly next?: string } };
}

interface Settings {
  readonly url: string;
  readonly token: string;
  /** An `Agent` with the client certificate, where the transmitter asks for one. */
  readonly dispatcher?: Dispatcher;
  /** How to wait, in seconds. A test moves the transmitter's clock instead. */
  readonly wait?: (seconds: number) => Promise<unknown>;
}

const RESOURCES = '/open-banking/resources/v3/resources';
const ACCOUNTS = '/open-banking/accounts/v2/accounts';
const DISCOVERY = '/open-banking/discovery/v2/status';
/** How often a call that fails is made before its caller is told. */
const MOST_TRIES = 6;

/** Reads what a customer shares, for one consent. */
export class Receiver {
  readonly #settings: Settings;
  readonly #wait: (seconds: number) => Promise<unknown>;
  #types: ReadonlySet<string> = new Set();

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#wait = settings.wait ?? ((seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)));
  }

  /** Every resource, page by page. While the list is prepared, waits longer each time. */
  async list(): Promise<readonly Resource[]> {
    const first = `${this.#settings.url}${RESOURCES}?page-size=100`;
    let answer = await this.#get(first);
    for (const pause of doubling()) {
      if (answer.status !== 202) break;
      await this.#wait(pause);
      answer = await this.#get(first);
    }
    const resources = [...(answer.body.data as Resource[])];
    for (let next = answer.body.links?.next; next !== undefined; next = answer.body.links?.next) {
      answer = await this.#get(next);
      resources.push(...(answer.body.data as Resource[]));
    }
    await this.#meet(new Set(resources.map(({ type }) => type)));
    return resources;
  }

  /** An account in detail. Not AVAILABLE (or 403 meanwhile): nothing, and the list says what became of it. */
  async account({ resourceId, status }: Resource): Promise<unknown> {
    if (status !== 'AVAILABLE') return undefined;
    const answer = await this.#get(`${this.#settings.url}${ACCOUNTS}/${resourceId}`);
    if (answer.status === 403) await this.list();
    return answer.status === 200 ? answer.body.data : undefined;
  }

  /** The addresses of a family that is new here are in the directory. */
  async #meet(types: ReadonlySet<string>): Promise<void> {
    const isNew = [...types].some((type) => !this.#types.has(type));
    this.#types = types;
    if (isNew) await this.#once(`${this.#settings.url}/participants`, {});
  }

  /** One call, made again when the transmitter is busy or ill: after `Retry-After`, else after waits that double. */
  async #get(address: string): Promise<Answer> {
    const pauses = doubling();
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#once(address, {
        authorization: `Bearer ${this.#settings.token}`,
        'x-fapi-interaction-id': randomUUID(),
      });
      if (answer.status === 401) throw new ConsentEnded(address);
      if (answer.status !== 429 && answer.status < 500) {
        if (![200, 202, 403].includes(answer.status)) throw new Error(`${answer.status} for GET ${address}`);
        return answer;
      }
      if (tries === MOST_TRIES) throw new Error(`${answer.status} for GET ${address}, ${tries} times`);
      // Is it ill, and does it know?
      if (answer.status >= 500) await this.#once(`${this.#settings.url}${DISCOVERY}`, {});
      await this.#wait(answer.retryAfter ?? pauses.next().value);
    }
  }

  async #once(address: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const { dispatcher } = this.#settings;
    const { statusCode, headers: got, body } = await request(address, { headers, ...(dispatcher && { dispatcher }) });
    const text = await body.text();
    const retryAfter = Number(got['retry-after'] ?? Number.NaN);
    return {
      status: statusCode,
      retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter,
      body: text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {},
    };
  }
}
