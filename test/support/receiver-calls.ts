import { randomUUID } from 'node:crypto';
import type { Bank } from '../../src/index.js';

type Item = Readonly<Record<string, string>>;

/** An answer as a receiver reads it. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: unknown;
    readonly links?: { readonly next?: string };
    readonly errors?: readonly { readonly code: string }[];
  };
}

export interface Call {
  readonly method?: string;
  readonly token?: string;
  /** Instead of a fresh interaction id. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export const RESOURCES = '/open-banking/resources/v3/resources';
export const CONSENTS = '/open-banking/consents/v3/consents';

const CREDIT = ['LOANS', 'FINANCINGS', 'UNARRANGED_ACCOUNTS_OVERDRAFT', 'INVOICE_FINANCINGS'].flatMap((product) =>
  ['READ', 'WARRANTIES_READ', 'SCHEDULED_INSTALMENTS_READ', 'PAYMENTS_READ'].map((what) => `${product}_${what}`),
);
const INVESTMENTS = ['BANK_FIXED_INCOMES', 'CREDIT_FIXED_INCOMES', 'VARIABLE_INCOMES', 'TREASURE_TITLES', 'FUNDS'].map(
  (product) => `${product}_READ`,
);

/** Balances, credit, investments and exchange, as complete groups. */
export const PERMISSIONS = [
  'ACCOUNTS_READ',
  'ACCOUNTS_BALANCES_READ',
  ...CREDIT,
  ...INVESTMENTS,
  'EXCHANGES_READ',
  'RESOURCES_READ',
];

/** One call over HTTP. `target`: a path, or a whole link. */
export async function send({ url }: Bank, target: string, call: Call): Promise<Got> {
  const { method = 'GET', token, headers, body } = call;
  const response = await fetch(target.startsWith('http') ? target : `${url}${target}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(headers ?? { 'x-fapi-interaction-id': randomUUID() }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

/** The token a receiver has for itself. */
export const ownToken = async (bank: Bank): Promise<string> =>
  (await bank.token({ grantType: 'client_credentials', scope: 'consents' })).access_token;

export const itemsIn = ({ body: { data } }: Got): readonly Item[] => (Array.isArray(data) ? (data as Item[]) : []);
