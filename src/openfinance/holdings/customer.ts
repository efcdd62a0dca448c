import { cnpj, cpf } from 'cpf-cnpj-validator';
import { Refusal } from '../../core/errors.js';
import { collection } from '../../store/store.js';
import type { Held } from './holding.js';

/** The status the registration data have from the beginning, and what happened or is scheduled since. */
export type RegistrationFacts = Pick<Held, 'initial' | 'facts'>;

/** A person (CPF) or a company (CNPJ) that holds products here. */
export interface Customer {
  /** The document's characters, without punctuation: also the customer's id. */
  readonly customerId: string;
  readonly rel: 'CPF' | 'CNPJ';
  readonly name: string;
  /** The named clock the customer's time follows. */
  readonly clock: string;
  /** What befell the sharing of who they are; absent: nothing ever did. */
  readonly registration?: RegistrationFacts;
}

export const CUSTOMERS = collection<Customer>('customers', { clock: (customer) => customer.clock });

/** Which kind of document a customer id is; `undefined` when it is neither or its check digits are wrong. */
export function documentKind(text: string): Customer['rel'] | undefined {
  if (/^\d{11}$/.test(text) && cpf.isValid(text)) return 'CPF';
  if (/^[0-9A-Z]{12}\d{2}$/.test(text) && cnpj.isValid(text)) return 'CNPJ';
  return undefined;
}

/** @throws Refusal (malformed) when the document is not a valid CPF or CNPJ without punctuation. */
export function requireDocument(text: string, expected: Customer['rel']): string {
  if (documentKind(text) === expected) return text;
  const shape = expected === 'CPF' ? '11 digits' : '14 characters, A-Z and 0-9';
  throw new Refusal(
    'malformed',
    `${text} is not a valid ${expected}: ${shape}, no punctuation, with valid check digits`,
    {
      field: expected.toLowerCase(),
    },
  );
}
