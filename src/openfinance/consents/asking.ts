import { type Instant, parseInstant } from '../../core/instant.js';
import type { Transaction } from '../../store/store.js';
import type { OpenFinanceContext } from '../context.js';
import { createCustomer } from '../holdings/arrange.js';
import { CUSTOMERS, type Customer } from '../holdings/customer.js';
import { refusal } from '../wire/errors.js';
import type { Consent } from './consent.js';
import { openConsent } from './creation.js';
import { type Parties, type PartiesWritten, readParties, requireRealDocuments } from './parties.js';

/** `data` of the official POST, after the document has been held to it. */
export interface ConsentAsked extends PartiesWritten {
  readonly permissions: readonly string[];
  readonly expirationDateTime?: string;
  readonly isLinked?: boolean;
}

/**
 * Creates the consent a receiver asks for; it awaits authorisation.
 * @throws ApiError 400 or 422, in the order of CON-4.3.1 to CON-4.3.7.
 */
export async function askForConsent(
  tx: Transaction,
  context: OpenFinanceContext,
  clientId: string,
  asked: ConsentAsked,
): Promise<Consent> {
  const parties = readParties(asked);
  requireRealDocuments(parties);
  const expiresAt = readEnd(asked.expirationDateTime);
  return openConsent(tx, context, await customerOf(tx, context, parties), {
    clientId,
    loggedUser: parties.loggedUser,
    permissions: asked.permissions,
    readyAfter: 'PT0S',
    ...(expiresAt !== undefined && { expiresAt }),
    ...(asked.isLinked === true && { isLinked: true }),
  });
}

/** Whose data it is. The receiver cannot know who is a customer here: who is not, becomes one (decision 0009). */
async function customerOf(
  tx: Transaction,
  context: OpenFinanceContext,
  { loggedUser, businessEntity }: Parties,
): Promise<Customer> {
  const known = await tx.get(CUSTOMERS, businessEntity ?? loggedUser);
  if (known) return known.value;
  return createCustomer(tx, context, businessEntity === undefined ? { cpf: loggedUser } : { cnpj: businessEntity });
}

/**
 * The end asked for; a date in a year that cannot be named here lies further than any limit.
 * @throws ApiError 400 for a day that does not exist.
 */
export function readEnd(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  // The calendar repeats itself every 400 years: the day exists in its year if it does in this one.
  const alike = 2000 + (Number(text.slice(0, 4)) % 400);
  if (parseInstant(`${alike}${text.slice(4)}`) !== undefined) return Number.POSITIVE_INFINITY;
  throw refusal('MALFORMED', { detail: 'O campo expirationDateTime não é um instante.' });
}
