import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { Bank, startTransmissora } from '../../src/bank.js';
import type { BankOptions } from '../../src/bank-options.js';
import type { ConsentWanted } from '../../src/admin/consents.js';
import { configFrom, type Written } from '../../src/config.js';
import { type Running, type ServeOptions, serve } from '../../src/serve.js';

export const NOW = '2026-03-02T12:00:00Z';
export const CPF = '76109277673';
export const LIST = '/open-banking/resources/v3/resources';
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a receiver holds: a consent of the one customer of a bank of its own, at noon, and the token bound to it. */
export interface World extends AsyncDisposable {
  readonly bank: Bank;
  readonly consentId: string;
  readonly token: string;
}

interface Wanted {
  /** Loans of the customer. */
  readonly loans?: number;
  readonly consent?: Partial<ConsentWanted>;
  readonly options?: BankOptions;
}

export async function world({ loans = 1, consent = {}, options = {} }: Wanted = {}): Promise<World> {
  const customer = { cpf: CPF, resources: loans > 0 ? [{ id: 'loan', type: 'LOAN' as const, count: loans }] : [] };
  const scenario = { name: 'world', about: 'One customer.', customers: { alice: customer } };
  const bank = await startTransmissora({ now: NOW, scenario, logLevel: 'silent', ...options });
  const { consentId, accessToken = '' } = await bank.consents.create({
    customerId: CPF,
    permissions: 'all',
    ...consent,
  });
  return { bank, consentId, token: accessToken, [Symbol.asyncDispose]: () => bank.close() };
}

/** A bank with the rooms behind it, for what its own functions cannot bring about. Real time, unless told otherwise. */
export async function opened(settings: Written = {}, options: ServeOptions = {}): Promise<Opened> {
  const running = await serve(configFrom({ port: '0', store: 'memory', logLevel: 'silent', ...settings }), options);
  return { bank: new Bank(running), running, [Symbol.asyncDispose]: () => running.close() };
}

export interface Opened extends AsyncDisposable {
  readonly bank: Bank;
  readonly running: Running;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: AnswerBody;
}

export interface AnswerBody {
  readonly data: readonly { resourceId: string; type: string; status: string }[];
  readonly links: Readonly<Record<string, string>>;
  readonly meta: { totalRecords: number; totalPages: number; requestDateTime: string };
  readonly errors: readonly { code: string; title: string; detail: string }[];
}

/** Headers of a well-formed call. */
export const headersFor = (token: string): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  'x-fapi-interaction-id': randomUUID(),
});

/** Any call, with exactly these headers. */
export async function call(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === '' ? {} : JSON.parse(text) };
}

/** A well-formed call for the list; `query` starts with `?`, a header given as `undefined` is left out. */
export function list(
  { bank, token }: Pick<World, 'bank' | 'token'>,
  query = '',
  headers: Readonly<Record<string, string | undefined>> = {},
): Promise<Answer> {
  const given = Object.entries({ ...headersFor(token), ...headers }).filter(([, value]) => value !== undefined);
  return call(`${bank.url}${LIST}${query}`, { headers: Object.fromEntries(given) as Record<string, string> });
}

/** Sends bytes as they are, and answers with all that came back until the server closed. */
export function raw(bank: Bank, bytes: string): Promise<string> {
  const { hostname, port } = new URL(bank.url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
    });
    socket.on('error', reject).on('close', () => resolve(received));
  });
}

/** A request in bytes, asking for the connection to be closed. */
export const requestText = (target: string, headers: Readonly<Record<string, string>>, method = 'GET'): string =>
  [
    `${method} ${target} HTTP/1.1`,
    ...Object.entries({ host: 'localhost', ...headers, connection: 'close' }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    '',
    '',
  ].join('\r\n');
