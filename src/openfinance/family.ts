import type { Request } from 'express';
import type { Family } from '../core/api.js';
import { admission } from './admission.js';
import type { OpenFinanceApi } from './api.js';
import type { AccessTokens } from './auth/tokens.js';
import { consentsApi } from './consents/api.js';
import type { OpenFinanceContext } from './context.js';
import { productApi } from './products/api.js';
import { customersApi } from './products/customers-api.js';
import { PRODUCTS } from './products/families.js';
import { resourcesApi } from './resources/api.js';
import { renderError, type ReportBug } from './wire/dialect.js';

/** What the family needs of the house besides its own context. */
export interface OpenFinanceHouse extends OpenFinanceContext {
  readonly tokens: AccessTokens;
  readonly strict: boolean;
  readonly report: ReportBug;
  /** Scheme, host and port of the links in an answer to this request. */
  originOf(req: Request): string;
  /** Where a contract document stands. */
  specFile(name: string): string;
}

/** Open Finance Brasil: the list of what is served, and how it speaks. */
export const openFinance = (house: OpenFinanceHouse): Family<OpenFinanceApi> => ({
  name: 'openfinance',
  apis: [
    consentsApi(house),
    resourcesApi(house),
    customersApi(house),
    ...PRODUCTS.map((product) => productApi(house, product)),
  ],
  dialect: {
    admission: (api) => admission(house, api),
    renderError: (error, req, res) => renderError(error, req, res, house),
  },
});
