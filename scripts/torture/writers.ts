import type { Ledger } from './ledger.js';
import type { Random } from './random.js';

/** A person nobody knows. */
export const CUSTOMER = '52998224725';

/** An answer that should not have been given. */
export class WrongAnswer extends Error {}

/** One call of the admin API. @throws WrongAnswer for one that is refused; whatever `fetch` throws when there is none. */
export async function call(url: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${url}/__admin${path}`, {
    method,
    // A connection kept for the next call may be closed in between: on a busy machine, before we hear of it.
    headers: { connection: 'close', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new WrongAnswer(`${method} ${path} answered ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

export const createCustomer = (url: string): Promise<unknown> => call(url, 'POST', '/customers', { cpf: CUSTOMER });

/** Writes one thing after the other until the server is gone. Each writer has things of its own. */
export async function writeUntilGone(url: string, name: string, random: Random, ledger: Ledger): Promise<void> {
  const writer = new Writer(url, name, random, ledger);
  try {
    for (;;) await writer.writeOne();
  } catch (error) {
    if (error instanceof WrongAnswer) throw error;
  }
}

class Writer {
  readonly #url: string;
  readonly #name: string;
  readonly #random: Random;
  readonly #ledger: Ledger;
  readonly #resources = new Map<string, string>();
  readonly #consents: string[] = [];
  #count = 0;

  constructor(url: string, name: string, random: Random, ledger: Ledger) {
    [this.#url, this.#name, this.#random, this.#ledger] = [url, name, random, ledger];
  }

  async writeOne(): Promise<void> {
    const dice = this.#random.next();
    if (dice < 0.3) return this.#newResource();
    if (dice < 0.6 && this.#resources.size > 0) return this.#moveResource();
    if (dice < 0.7) return this.#newConsent();
    if (dice < 0.8 && this.#consents.length > 0) return this.#revokeConsent();
    return this.#setClock();
  }

  async #newResource(): Promise<void> {
    const resourceId = `${this.#name}-${++this.#count}`;
    await this.#write(`resource ${resourceId}`, 'AVAILABLE', () =>
      call(this.#url, 'POST', `/customers/${CUSTOMER}/resources`, { type: 'LOAN', resourceId }),
    );
    this.#resources.set(resourceId, 'AVAILABLE');
  }

  async #moveResource(): Promise<void> {
    const [resourceId, status] = this.#random.oneOf([...this.#resources]);
    const to = status === 'AVAILABLE' ? 'TEMPORARILY_UNAVAILABLE' : 'AVAILABLE';
    await this.#write(`resource ${resourceId}`, to, () =>
      call(this.#url, 'POST', `/resources/${resourceId}/transitions`, { to }),
    );
    this.#resources.set(resourceId, to);
  }

  /** Its id is known with the answer only: a consent whose answer never came is nobody's. */
  async #newConsent(): Promise<void> {
    const wanted = { customerId: CUSTOMER, permissions: 'all' };
    const { consentId } = (await call(this.#url, 'POST', '/consents', wanted)) as { consentId: string };
    this.#ledger.sent(`consent ${consentId}`, 'AUTHORISED');
    this.#ledger.confirmed(`consent ${consentId}`);
    this.#consents.push(consentId);
  }

  async #revokeConsent(): Promise<void> {
    const consentId = this.#consents.pop() ?? '';
    await this.#write(`consent ${consentId}`, 'REJECTED', () =>
      call(this.#url, 'POST', `/consents/${consentId}/revoke`, {}),
    );
  }

  async #setClock(): Promise<void> {
    const now = new Date(Date.UTC(2026, 0, 1) + this.#random.whole(0, 1_000_000) * 1_000)
      .toISOString()
      .replace('.000', '');
    await this.#write(`clock ${this.#name}`, now, () =>
      call(this.#url, 'PUT', `/clocks/${this.#name}`, { now, frozen: true }),
    );
  }

  async #write(key: string, value: string, send: () => Promise<unknown>): Promise<void> {
    this.#ledger.sent(key, value);
    await send();
    this.#ledger.confirmed(key);
  }
}

/** Everything writers may have written, as the server tells it. */
export async function readAll(url: string): Promise<ReadonlyMap<string, string>> {
  const customer = (await call(url, 'GET', `/customers/${CUSTOMER}`)) as {
    resources: readonly { resourceId: string; status: string }[];
  };
  const { consents } = (await call(url, 'GET', '/consents')) as {
    consents: readonly { consentId: string; status: string }[];
  };
  const { clocks } = (await call(url, 'GET', '/clocks')) as { clocks: readonly { name: string; now: string }[] };
  return new Map([
    ...customer.resources.map(({ resourceId, status }) => [`resource ${resourceId}`, status] as const),
    ...consents.map(({ consentId, status }) => [`consent ${consentId}`, status] as const),
    ...clocks.map(({ name, now }) => [`clock ${name}`, now] as const),
  ]);
}
