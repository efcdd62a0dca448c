import type { OpenFinanceApi } from '../api.js';
import { endpointsOf } from '../published.js';
import { directoryId } from './organisation.js';

/** One family as the directory registers it. */
interface Registration {
  readonly family: string;
  readonly paths: readonly string[];
}

/** The directory knows one API by two families: `/personal/…` and `/business/…`. */
const HALVES = ['personal', 'business'];

function registrationsOf(api: OpenFinanceApi): readonly Registration[] {
  const paths = [...new Set(endpointsOf(api).map(({ path }) => path))];
  if (api.name !== 'customers') return [{ family: api.name, paths }];
  return HALVES.map((half) => ({
    family: `customers-${half}`,
    paths: paths.filter((path) => path.startsWith(`${api.basePath}/${half}/`)),
  }));
}

/**
 * The families of an API, each with every address it answers at (DIR-004). The version is text, as in real answers
 * (DIR-005, docs/decisions/0012-the-directory.md).
 */
export const apiResourcesOf = (api: OpenFinanceApi, origin: string) =>
  registrationsOf(api).map(({ family, paths }) => ({
    ApiResourceId: directoryId('api', family, api.version),
    ApiFamilyType: family,
    ApiVersion: api.version,
    FamilyComplete: true,
    ApiCertificationUri: null,
    CertificationStatus: 'Awaiting Certification',
    CertificationStartDate: null,
    CertificationExpirationDate: null,
    Status: 'Active',
    ApiDiscoveryEndpoints: paths.map((path) => ({
      ApiDiscoveryId: directoryId('endpoint', path),
      ApiEndpoint: `${origin}${path}`,
    })),
  }));
