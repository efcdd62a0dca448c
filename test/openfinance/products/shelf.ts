import type { Bank } from '../../../src/bank.js';
import type { BankOptions } from '../../../src/bank-options.js';
import { startTransmissora } from '../../../src/bank.js';
import { PRODUCTS } from '../../../src/openfinance/products/families.js';
import { basePathOf, type Endpoint, type Product } from '../../../src/openfinance/products/product.js';
import type { ResourceType, Status } from '../../../src/openfinance/vocabulary.js';
import { call, headersFor } from '../../http/calls.js';
import { NOW } from '../../support/receiver.js';

export const CPF = '76109277673';

/** An answer as JSON: the documents say what it is, and the server holds its answers to them. */
export type Json = ReturnType<typeof JSON.parse>;

/** Anything that is answered: how it is made of data, links, meta and errors is what the tests look at. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

/** A product as it stands in a test's title. */
export interface Row {
  readonly product: Product;
  readonly endpoint: Endpoint;
  readonly base: string;
  readonly title: string;
}

/** Every endpoint of the twelve families. */
export const ENDPOINTS: readonly Row[] = PRODUCTS.flatMap((product) =>
  product.endpoints.map((endpoint) => ({
    product,
    endpoint,
    base: basePathOf(product.family, product.version),
    title: `${product.family} ${endpoint.path}`,
  })),
);
export const LISTS = ENDPOINTS.filter(({ product, endpoint }) => endpoint.path === product.list);
/** Those under the id of a resource. */
export const DETAILS = ENDPOINTS.filter(({ product, endpoint }) => endpoint.path.includes(`{${product.idField}}`));

/** The path of an endpoint for one resource; parts of it by their own ids. */
export const pathFor = ({ endpoint, base }: Row, id: string, part = 'none'): string =>
  `${base}${endpoint.path.replace(/\{(billId|brokerNoteId)\}/, part).replace(/\{\w+\}/, id)}`;

export const idFor = (type: ResourceType, name: string): string => `${type.toLowerCase().replaceAll('_', '-')}-${name}`;

interface Wanted {
  readonly id: string;
  readonly type: ResourceType;
  readonly status?: Status;
  readonly contractedAt?: string;
  readonly closedAt?: string;
  readonly count?: number;
}

/** One resource of each type, for each name. */
export const ofEachType = (name: string, rest: Partial<Wanted> = {}): readonly Wanted[] =>
  PRODUCTS.map(({ type }) => ({ id: idFor(type, name), type, contractedAt: '-P1Y6M', ...rest }));

/** A receiver with a consent for everything one customer has. */
export interface Shelf extends AsyncDisposable {
  readonly bank: Bank;
  readonly consentId: string;
  readonly get: (path: string) => Promise<Got>;
}

export async function shelf(
  resources: readonly Wanted[],
  options: BankOptions = {},
  consent: Partial<Parameters<Bank['consents']['create']>[0]> = {},
): Promise<Shelf> {
  const scenario = { name: 'shelf', about: 'One customer.', customers: { ana: { cpf: CPF, resources } } };
  const bank = await startTransmissora({ now: NOW, logLevel: 'silent', scenario: scenario as never, ...options });
  const { consentId, accessToken = '' } = await bank.consents.create({
    customerId: CPF,
    permissions: 'all',
    ...consent,
  });
  return { bank, consentId, get: (path) => ask(bank, accessToken, path), [Symbol.asyncDispose]: () => bank.close() };
}

/** A well-formed call; `path` may be a whole link of an earlier answer. */
export const ask = (bank: Bank, token: string, path: string): Promise<Got> =>
  call(path.startsWith('http') ? path : `${bank.url}${path}`, { headers: headersFor(token) });
