import { randomUUID } from 'node:crypto';
import { type Bank, type BankOptions, startTransmissora } from '../../../src/index.js';
import { NOW } from '../../support/receiver.js';

export const BASE = '/open-banking/consents/v3';

/** What an official call answers; `body` is empty when the answer has none. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: ConsentData & readonly ExtensionItem[];
    readonly links?: Readonly<Record<string, string>>;
    readonly meta?: Readonly<Record<string, unknown>>;
    readonly errors?: readonly { readonly code: string; readonly title: string; readonly detail: string }[];
  };
}

interface ConsentData {
  readonly consentId: string;
  readonly status: string;
  readonly permissions: readonly string[];
  readonly statusUpdateDateTime: string;
  readonly expirationDateTime?: string;
  readonly rejection?: { readonly rejectedBy: string; readonly reason: { readonly code: string } };
}

interface ExtensionItem {
  readonly requestDateTime: string;
  readonly expirationDateTime?: string;
  readonly previousExpirationDateTime?: string;
}

export interface Call {
  readonly method?: string;
  readonly token: string;
  readonly body?: unknown;
  /** Added to those of a well-formed call; `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** One call of the official API, or of a link it gave. A text is sent as it is, anything else as JSON. */
export async function call(
  { url }: Bank,
  target: string,
  { method = 'GET', token, body, headers }: Call,
): Promise<Answer> {
  const wanted = {
    authorization: `Bearer ${token}`,
    'x-fapi-interaction-id': randomUUID(),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  };
  const sent = Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(target.startsWith('http') ? target : `${url}${BASE}${target}`, {
    method,
    headers: Object.fromEntries(sent),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

export const person = (cpf: string) => ({ document: { identification: cpf, rel: 'CPF' } });
export const company = (cnpj: string) => ({ document: { identification: cnpj, rel: 'CNPJ' } });

export const ACCOUNTS = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'];
export const EXCHANGE = ['RESOURCES_READ', 'EXCHANGES_READ'] as const;
export const FROM = { 'x-fapi-customer-ip-address': '192.0.2.14', 'x-customer-user-agent': 'Mozilla/5.0' };

/** A bank at NOW, and what a receiver does there with its own token. */
export async function receiver(options: BankOptions = {}) {
  const bank = await startTransmissora({ now: NOW, ...options });
  return { ...(await clientOf(bank)), [Symbol.asyncDispose]: () => bank.close() };
}

/** A receiver at a bank, by its client id. */
export async function clientOf(bank: Bank, clientId?: string) {
  const { access_token: token } = await bank.token({ ...(clientId !== undefined && { clientId }) });
  const ask = (data: unknown) => call(bank, '/consents', { method: 'POST', token, body: { data } });
  const read = (consentId: string) => call(bank, `/consents/${consentId}`, { token });
  return {
    bank,
    token,
    ask,
    read,
    end: (consentId: string) => call(bank, `/consents/${consentId}`, { method: 'DELETE', token }),
    extensions: (consentId: string, query = '') => call(bank, `/consents/${consentId}/extensions${query}`, { token }),
    /** The id of a consent just asked for. */
    asked: async (data: unknown): Promise<string> => {
      const { status, body } = await ask(data);
      if (status !== 201) throw new Error(`POST /consents answered ${status} ${JSON.stringify(body)}`);
      return body.data?.consentId ?? '';
    },
    dataOf: async (consentId: string) => (await read(consentId)).body.data as ConsentData,
  };
}

/** The token a customer's confirmation gives, whatever became of the consent. */
export const userToken = async (bank: Bank, consentId: string): Promise<string> =>
  (await bank.token({ consentId })).access_token;

/** An extension as it should be asked for; `headers` change or leave out some. */
export const extend = (bank: Bank, consentId: string, token: string, data: unknown, headers: Call['headers'] = {}) =>
  call(bank, `/consents/${consentId}/extends`, {
    method: 'POST',
    token,
    body: { data },
    headers: { ...FROM, ...headers },
  });

export const codesOf = ({ body }: Answer): readonly string[] => (body.errors ?? []).map(({ code }) => code);
export const ruleOf = ({ headers }: Answer): string | null => headers.get('x-transmissora-rule');
