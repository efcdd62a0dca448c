import express, { type Request } from 'express';
import { notesOf } from '../../http/notes.js';
import type { OpenFinanceApi } from '../api.js';
import { readOffer } from '../consents/case.js';
import type { OpenFinanceContext } from '../context.js';
import { INSTITUTION } from '../products/data/institution.js';
import { offeredAt } from '../published.js';
import { apiResourcesOf } from './api-resource.js';
import { directoryId, ORGANISATION, ORGANISATION_ID } from './organisation.js';

/** `GET /participants`: our one organisation, and where each of the `registered` APIs answers while it is offered. */
export function directoryApi(
  house: OpenFinanceContext & { originOf(req: Request): string; issuer(): string },
  registered: readonly OpenFinanceApi[],
): OpenFinanceApi {
  const routes = express.Router({ caseSensitive: true, strict: true });
  routes.get('/participants', async (req, res) => {
    const apis = offeredAt(registered, await readOffer(house.store), notesOf(res).now);
    res.json([
      { ...ORGANISATION, AuthorisationServers: [authorisationServer(apis, house.originOf(req), house.issuer())] },
    ]);
  });
  return {
    name: 'participants',
    title: 'Participants 1.0.0',
    basePath: '',
    spec: 'openfinance/participants-1.0.0.yaml',
    version: '1.0.0',
    isAside: true,
    relaxed: ['components/schemas/ApiResource/properties/ApiVersion'],
    operations: [{ method: 'GET', path: '/participants' }],
    routes,
  };
}

/** DIR-002. The fields of real answers, which have more than the document. */
const authorisationServer = (apis: readonly OpenFinanceApi[], origin: string, issuer: string) => ({
  AuthorisationServerId: directoryId('authorisation server'),
  OrganisationId: ORGANISATION_ID,
  Status: 'Active',
  AutoRegistrationSupported: true,
  SupportsDCR: true,
  SupportsCiba: false,
  SupportsRedirect: true,
  CustomerFriendlyName: INSTITUTION.brand,
  CustomerFriendlyDescription: 'Instituição inventada, para testes.',
  CustomerFriendlyLogoUri: `${origin}/logo.svg`,
  DeveloperPortalUri: `${origin}/docs/`,
  Issuer: issuer,
  OpenIDDiscoveryDocument: `${issuer}/.well-known/openid-configuration`,
  PayloadSigningCertLocationUri: `${issuer}/jwks`,
  AuthorisationServerCertifications: [],
  DeprecatedDate: null,
  RetirementDate: null,
  SupersededByAuthorisationServerId: null,
  ApiResources: apis.flatMap((api) => apiResourcesOf(api, origin)),
});
