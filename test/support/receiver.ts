import { randomUUID } from 'node:crypto';
import type { Bank } from '../../src/index.js';
import type { ResourceType, Status } from '../../src/openfinance/vocabulary.js';

/** When every world begins. */
export const NOW = '2026-03-02T12:00:00Z';

/** People and a company nobody knows. */
export const ANA = { cpf: '52998224725', name: 'Ana Souza' };
export const BRUNO = { cpf: '11144477735', name: 'Bruno Lima' };
export const PADARIA = { cnpj: '11222333000181', name: 'Padaria Aurora' };

export interface Item {
  readonly resourceId: string;
  readonly type: ResourceType;
  readonly status: Status;
}

/** What a receiver gets for `GET /resources`; `body` is empty when the answer has none. */
export interface Answer {
  readonly status: number;
  readonly body: {
    readonly data?: readonly Item[];
    readonly links?: Readonly<Record<string, string>>;
    readonly meta?: { readonly totalRecords: number; readonly totalPages: number };
    readonly errors?: readonly { readonly code: string }[];
  };
}

interface Token {
  readonly accessToken?: string;
}

/** One call with the token of a consent. `target` is a query, or a whole link of an earlier answer. */
export async function askResources({ url }: Bank, { accessToken = '' }: Token, target = ''): Promise<Answer> {
  const address = target.startsWith('http') ? target : `${url}/open-banking/resources/v3/resources${target}`;
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${accessToken}`, 'x-fapi-interaction-id': randomUUID() },
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
}

/** The whole list of a consent, on one page. */
export async function listOf(bank: Bank, token: Token): Promise<readonly Item[]> {
  const { status, body } = await askResources(bank, token, '?page-size=1000');
  if (status !== 200 || !body.data) throw new Error(`GET /resources answered ${status} ${JSON.stringify(body)}`);
  return body.data;
}

/** The status of each listed resource, by id. */
export async function statusesOf(bank: Bank, token: Token): Promise<Readonly<Record<string, Status>>> {
  return Object.fromEntries((await listOf(bank, token)).map(({ resourceId, status }) => [resourceId, status]));
}

/** What was thrown; fails when nothing was. */
export async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!outcome) throw new Error('expected a refusal, but it was done');
  return outcome.error;
}

/** One call of the admin API. */
export async function admin({ url }: Bank, method: string, path: string, body?: object): Promise<AdminAnswer> {
  const response = await fetch(`${url}/__admin${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
}

export interface AdminAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}
