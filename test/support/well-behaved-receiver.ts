import type { Bank } from '../../src/index.js';
import { CONSENTS, type Got, itemsIn, ownToken, PERMISSIONS, RESOURCES, send } from './receiver-calls.js';

interface Item {
  readonly resourceId: string;
  readonly type: string;
  readonly status: string;
}

/** Where the resources of a type are read, one by one. */
const DETAILS: Readonly<Record<string, string>> = {
  ACCOUNT: '/open-banking/accounts/v2/accounts',
  LOAN: '/open-banking/loans/v2/contracts',
  FUND: '/open-banking/funds/v1/investments',
};

/** Does as the texts ask. It waits by moving the clock of the bank. */
export class WellBehavedReceiver {
  readonly #bank: Bank;
  readonly #cpf: string;
  readonly #called = new Set<string>();
  #consentId = '';
  #token = '';
  #types: ReadonlySet<string> = new Set();

  constructor(bank: Bank, cpf: string) {
    this.#bank = bank;
    this.#cpf = cpf;
  }

  async askForConsent(): Promise<string> {
    const { body } = await send(this.#bank, CONSENTS, {
      method: 'POST',
      token: await ownToken(this.#bank),
      body: {
        data: {
          loggedUser: { document: { identification: this.#cpf, rel: 'CPF' } },
          permissions: PERMISSIONS,
          expirationDateTime: '2026-12-01T00:00:00Z',
        },
      },
    });
    this.#consentId = (body.data as { consentId: string }).consentId;
    return this.#consentId;
  }

  /** The customer has authorised: the token comes from the authorization server. */
  async comeBack(): Promise<void> {
    this.#token = (await this.#bank.token({ consentId: this.#consentId })).access_token;
  }

  wait(seconds: number): Promise<unknown> {
    return this.#bank.clock.advance(`PT${seconds}S`);
  }

  /** Reads the list, waiting longer each time while it is prepared, and page by page. */
  async list(): Promise<readonly Item[]> {
    let answer = await this.#get(`${RESOURCES}?page-size=25`);
    for (let pause = 1; answer.status === 202; pause = Math.min(pause * 2, 30)) {
      await this.wait(pause);
      answer = await this.#get(`${RESOURCES}?page-size=25`);
    }
    const items = (await this.#pagesFrom(answer)).flatMap(itemsIn) as unknown as readonly Item[];
    const types = new Set(items.map(({ type }) => type));
    const isNew = [...types].some((type) => !this.#types.has(type));
    if (isNew) await send(this.#bank, '/participants', { headers: {} });
    this.#types = types;
    return items;
  }

  /** Reads what is AVAILABLE and was not read yet; after a refusal, the list comes first. */
  async readDetails(items: readonly Item[]): Promise<void> {
    for (const { resourceId, type, status } of items) {
      const path = DETAILS[type];
      if (status !== 'AVAILABLE' || path === undefined || this.#called.has(resourceId)) continue;
      this.#called.add(resourceId);
      const { status: answered } = await this.#get(`${path}/${resourceId}`);
      if (answered === 403) await this.list();
    }
  }

  /** Reads the whole list of a product. */
  async readList(type: string): Promise<void> {
    await this.#pagesFrom(await this.#get(`${DETAILS[type]}?page-size=25`));
  }

  /** Calls until it is answered: waits, and asks Discovery when failures persist. */
  async insist(path: string): Promise<Got> {
    let answer = await this.#get(path);
    for (let failures = 1; answer.status >= 429; failures += 1) {
      const pause = Number(answer.headers.get('retry-after') ?? 5);
      if (answer.status >= 500 && failures > 1)
        await send(this.#bank, '/open-banking/discovery/v2/status', { headers: {} });
      await this.wait(pause);
      answer = await this.#get(path);
    }
    return answer;
  }

  async extend(): Promise<Got> {
    return send(this.#bank, `${CONSENTS}/${this.#consentId}/extends`, {
      method: 'POST',
      token: this.#token,
      headers: {
        'x-fapi-interaction-id': crypto.randomUUID(),
        'x-fapi-customer-ip-address': '198.51.100.7',
        'x-customer-user-agent': 'receiver/1',
      },
      body: {
        data: {
          loggedUser: { document: { identification: this.#cpf, rel: 'CPF' } },
          expirationDateTime: '2027-01-01T00:00:00Z',
        },
      },
    });
  }

  /** The customer revokes here: the transmitter is told, and the token not used any more. */
  async revoke(): Promise<void> {
    const token = await ownToken(this.#bank);
    await send(this.#bank, `${CONSENTS}/${this.#consentId}`, { method: 'DELETE', token });
  }

  #get(path: string): Promise<Got> {
    return send(this.#bank, path, { token: this.#token });
  }

  async #pagesFrom(first: Got): Promise<readonly Got[]> {
    const pages = [first];
    for (let next = first.body.links?.next; next !== undefined; next = pages.at(-1)?.body.links?.next)
      pages.push(await this.#get(next));
    return pages;
  }
}
