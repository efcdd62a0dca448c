import type { Request } from 'express';
import type { Family } from '../core/api.js';
import { admission, callerOf } from './admission.js';
import type { OtdxApi } from './api.js';
import { approvalApi } from './approvals/api.js';
import { tokenApi } from './auth/api.js';
import type { OtdxContext } from './context.js';
import { reprocessingApi } from './reprocessing/api.js';
import { renderError, type ReportBug, usualError } from './wire/dialect.js';

/** What the family needs of the house besides its own context. */
export interface OtdxHouse extends OtdxContext {
  readonly strict: boolean;
  readonly report: ReportBug;
  /** Scheme, host and port of the links in an answer to this request. */
  originOf(req: Request): string;
}

/** The fund administrator's service: approving quotas, and asking for them to be processed again. */
export const otdx = (house: OtdxHouse): Family<OtdxApi> => ({
  name: 'otdx',
  apis: [tokenApi(house), approvalApi(house), reprocessingApi(house)],
  dialect: {
    wireHeaders: () => (_req, _res, next) => next(),
    callerOf: (req) => callerOf(house, req),
    admission: (api) => admission(house, api),
    errorOf: usualError,
    renderError: (error, req, res) => renderError(error, req, res, house),
  },
});
