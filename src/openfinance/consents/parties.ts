import { documentKind } from '../holdings/customer.js';
import { refusal } from '../wire/errors.js';

interface Identified {
  readonly document: { readonly identification: string; readonly rel: string };
}

/** Who asks, and for which company, as the official bodies say it. */
export interface PartiesWritten {
  readonly loggedUser: Identified;
  readonly businessEntity?: Identified;
}

/** CPF of the person, and CNPJ of the company when the data is a company's. */
export interface Parties {
  readonly loggedUser: string;
  readonly businessEntity?: string;
}

/** @throws ApiError 400 when a document is said to be of another kind than its place allows. */
export function readParties({ loggedUser, businessEntity }: PartiesWritten): Parties {
  const isSaid = loggedUser.document.rel === 'CPF' && (businessEntity?.document.rel ?? 'CNPJ') === 'CNPJ';
  if (!isSaid) throw refusal('DOCUMENT', { detail: 'O campo rel é CPF em loggedUser e CNPJ em businessEntity.' });
  return {
    loggedUser: loggedUser.document.identification,
    ...(businessEntity && { businessEntity: businessEntity.document.identification }),
  };
}

/** @throws ApiError 400 when the check digits of a document are wrong. CON-4.3.9. */
export function requireRealDocuments({ loggedUser, businessEntity }: Parties): void {
  const wrong =
    documentKind(loggedUser) !== 'CPF' || (businessEntity !== undefined && documentKind(businessEntity) !== 'CNPJ');
  if (wrong) throw refusal('DOCUMENT');
}

/**
 * Whether somebody may extend a consent: of a person, that person alone; of a company, anyone who acts for it.
 * CON-4.2.3.
 */
export const mayExtend = (
  consent: { readonly loggedUser?: string; readonly businessEntity?: string },
  asking: Parties,
): boolean =>
  documentKind(asking.loggedUser) === 'CPF' &&
  asking.businessEntity === consent.businessEntity &&
  (consent.businessEntity !== undefined || asking.loggedUser === consent.loggedUser);
