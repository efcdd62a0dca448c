import { uuidFrom } from '../../core/ids.js';
import type { Subject } from './x509.js';

/** A receiver that has a certificate from us, as the directory would know it. Everything about it is invented. */
export interface Receiver {
  /** What its files are called. */
  readonly name: string;
  readonly legalName: string;
  readonly cnpj: string;
  readonly host: string;
  /** The directory's ids of the organisation and of its software statement. */
  readonly organisationId: string;
  readonly softwareId: string;
}

const receiver = (name: string, legalName: string, cnpj: string, host: string): Receiver => ({
  name,
  legalName,
  cnpj,
  host,
  organisationId: uuidFrom(`receiver organisation ${name}`),
  softwareId: uuidFrom(`receiver software ${name}`),
});

/** The two receivers that have certificates: the second is who tries to use what is the first one's. */
export const RECEIVERS: readonly [Receiver, Receiver] = [
  receiver('client-1', 'Receptora Um S.A.', '30102040000105', 'receptora-um.test'),
  receiver('client-2', 'Receptora Dois S.A.', '30102041000150', 'receptora-dois.test'),
];

/** Attribute types without a name of their own in the library. */
const OID = {
  serialNumber: '2.5.4.5',
  businessCategory: '2.5.4.15',
  organizationIdentifier: '2.5.4.97',
  jurisdictionCountry: '1.3.6.1.4.1.311.60.2.1.3',
  userId: '0.9.2342.19200300.100.1.1',
} as const;

/** The subject of a receiver's transport certificate. RULES §7; the certificate standard of Open Finance Brasil. */
export const subjectOf = ({ legalName, organisationId, host, cnpj, softwareId }: Receiver): Subject => [
  { C: ['BR'] },
  { ST: ['SP'] },
  { L: ['Sao Paulo'] },
  { O: [legalName] },
  { OU: [organisationId] },
  { CN: [host] },
  { [OID.businessCategory]: ['Private Organization'] },
  { [OID.jurisdictionCountry]: ['BR'] },
  { [OID.serialNumber]: [cnpj] },
  { [OID.organizationIdentifier]: [`OFBBR-${organisationId}`] },
  { [OID.userId]: [softwareId] },
];
