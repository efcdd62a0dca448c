import { uuidFrom } from '../../core/ids.js';
import { INSTITUTION } from '../products/data/institution.js';

/** Ids of the directory: derived from what they stand for, so that they never change. DIR-006. */
export const directoryId = (...names: readonly string[]): string => uuidFrom(['directory', ...names].join(' '));

export const ORGANISATION_ID = directoryId('organisation');
const AUTHORITY_ID = directoryId('authority');
const DOMAIN = 'Open Banking';

/** Our entry in the directory, but for its authorisation servers. DIR-002. */
export const ORGANISATION = {
  OrganisationId: ORGANISATION_ID,
  Status: 'Active',
  OrganisationName: INSTITUTION.brand,
  CreatedOn: '2021-02-01T12:00:00.000Z',
  LegalEntityName: INSTITUTION.name,
  CountryOfRegistration: 'BR',
  CompanyRegister: 'Receita Federal do Brasil - CNPJ',
  RegistrationNumber: INSTITUTION.cnpj,
  RegistrationId: INSTITUTION.ispb,
  RegisteredName: INSTITUTION.name,
  AddressLine1: 'Rua dos Testes, 100',
  City: 'São Paulo',
  Postcode: '01000000',
  Country: 'BR',
  ParentOrganisationReference: '',
  Contacts: [
    {
      ContactId: directoryId('contact', 'technical'),
      OrganisationId: ORGANISATION_ID,
      ContactType: 'Technical',
      FirstName: 'Plantão',
      LastName: 'Transmissora',
      Department: 'Open Finance',
      EmailAddress: 'plantao@transmissora.test',
      PhoneNumber: '+551130000000',
    },
  ],
  OrgDomainClaims: [
    {
      OrganisationAuthorityDomainClaimId: directoryId('domain'),
      AuthorisationDomainName: DOMAIN,
      AuthorityId: AUTHORITY_ID,
      AuthorityName: 'Banco Central do Brasil',
      RegistrationId: INSTITUTION.ispb,
      Status: 'Active',
    },
  ],
  OrgDomainRoleClaims: [
    {
      OrganisationId: ORGANISATION_ID,
      OrganisationAuthorityClaimId: directoryId('role', 'DADOS'),
      AuthorityId: AUTHORITY_ID,
      Status: 'Active',
      AuthorisationDomain: DOMAIN,
      Role: 'DADOS',
      Authorisations: [],
      RegistrationId: INSTITUTION.ispb,
      UniqueTechnicalIdenifier: [],
    },
  ],
} as const;
