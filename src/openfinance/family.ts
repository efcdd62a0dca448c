import type { Request } from 'express';
import type { Family } from '../core/api.js';
import { isUuid } from '../core/ids.js';
import { INTERACTION_ID } from './wire/interaction-id.js';
import { admission, callerOf, foresee, wireHeaders } from './admission.js';
import type { OpenFinanceApi } from './api.js';
import type { Credentials } from './auth/bearer.js';
import { consentsApi } from './consents/api.js';
import { Foresight } from './consents/foresight.js';
import type { OpenFinanceContext } from './context.js';
import { directoryApi } from './directory/api.js';
import { discoveryApi, type DiscoveryHouse } from './discovery/api.js';
import { productApi } from './products/api.js';
import { PRODUCTS } from './products/families.js';
import { errorTotalsOn, statusNamesOn } from './operation.js';
import { customersApi } from './products/customers-api.js';
import { resourcesApi } from './resources/api.js';
import { announcedVersion } from './versions.js';
import { usualError } from './wire/by-status.js';
import { renderError, type ReportBug } from './wire/dialect.js';

/** What the family needs of the house besides its own context. */
export interface OpenFinanceHouse extends OpenFinanceContext, DiscoveryHouse, Credentials {
  readonly strict: boolean;
  readonly report: ReportBug;
  /** Who issues our tokens. */
  issuer(): string;
  /** Scheme, host and port of the links in an answer to this request. */
  originOf(req: Request): string;
  /** Where a contract document stands. */
  specFile(name: string): string;
}

/** Open Finance Brasil: the list of what is served, and how it speaks. */
export function openFinance(house: OpenFinanceHouse): Family<OpenFinanceApi> {
  const inside = { ...house, foresight: new Foresight() };
  return {
    name: 'openfinance',
    apis: servedBy(house),
    dialect: {
      wireHeaders,
      correlation: { header: INTERACTION_ID, isValid: isUuid },
      callerOf: (req) => callerOf(house, req),
      foresee: (req, res) => foresee(inside, req, res),
      admission: (api) => admission(inside, api),
      errorOf: (status, headers, api, req) => usualError(status, headers, statusNamesOn(api, req)),
      renderError: (error, req, res, _next, api) =>
        renderError(error, req, res, {
          ...house,
          errorTotals: (status) => api !== undefined && errorTotalsOn(api, req.path, status),
        }),
    },
  };
}

function servedBy(house: OpenFinanceHouse): readonly OpenFinanceApi[] {
  const products = PRODUCTS.map((product) => productApi(house, product));
  const bound = [consentsApi(house), resourcesApi(house), customersApi(house), ...products].map((api) => ({
    ...api,
    version: announcedVersion(house.settings, api),
  }));
  const discovery = discoveryApi(house, bound);
  return [...bound, discovery, directoryApi(house, [...bound, discovery])];
}
