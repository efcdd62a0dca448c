import express, { type Request, type RequestHandler, type Router } from 'express';
import { requireShallow } from '../core/nesting.js';
import { validate, type Validator } from '../http/validate.js';
import { changeRoutes } from './changes.js';
import { clockRoutes } from './clocks.js';
import { consentRoutes } from './consents.js';
import { customerRoutes } from './customers.js';
import { deviationRoutes } from './deviations.js';
import { eventRoutes } from './events.js';
import { factRoutes } from './facts.js';
import { faultRoutes } from './faults.js';
import { requireAdminToken, requireOwnCaller } from './guard.js';
import type { AdminHouse } from './house.js';
import { offerRoutes } from './offer.js';
import { otdxRoutes } from './otdx.js';
import { pollingRoutes } from './polling.js';
import { renderProblem } from './problem.js';
import { coverageRoutes } from './coverage.js';
import { receiverReportRoutes } from './receiver-report.js';
import { requestRoutes } from './requests.js';
import { resourceRoutes } from './resources.js';
import { scenarioStepRoutes } from './scenario-steps.js';
import { scenarioRoutes } from './scenarios.js';
import { situationRoutes } from './situations.js';
import { snapshotRoutes } from './snapshots.js';
import { systemRoutes } from './system.js';
import { tokenRoutes } from './tokens.js';

/** The most a body may hold. Bytes. */
const MAX_BODY = 1024 * 1024;

/** A body of no bytes is no body, whatever its type says: the document decides whether one is needed. */
const withoutEmptyBody: RequestHandler = (req, _res, next) => {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = req.headers;
  if (Number(length) === 0 && encoding === undefined) delete req.headers['content-type'];
  next();
};

/** The admin API: one noun after the other, held to `spec/admin.yaml`. */
export function adminRouter(
  house: AdminHouse,
  options: {
    specFile: string;
    validator: Validator;
    adminToken: string | undefined;
    publicUrl: string | undefined;
    report: (error: unknown, req: Request) => void;
  },
): Router {
  const router = express.Router();
  router.use(
    requireOwnCaller(options.adminToken, options.publicUrl),
    requireAdminToken(options.adminToken),
    withoutEmptyBody,
    express.json({ limit: MAX_BODY, strict: false, verify: requireShallow }),
    express.text({ limit: MAX_BODY, type: ['application/yaml', 'text/yaml', 'application/x-yaml'] }),
    validate(options.specFile, { refusesUnknownQuery: true }, options.validator),
    systemRoutes(house),
    changeRoutes(house),
    clockRoutes(house),
    eventRoutes(house),
    snapshotRoutes(house),
    customerRoutes(house),
    resourceRoutes(house),
    consentRoutes(house),
    pollingRoutes(house),
    tokenRoutes(house),
    scenarioRoutes(house),
    scenarioStepRoutes(house),
    requestRoutes(house),
    offerRoutes(house),
    faultRoutes(house),
    deviationRoutes(house),
    factRoutes(house),
    otdxRoutes(house),
    situationRoutes(house),
    receiverReportRoutes(house),
    coverageRoutes(house),
  );
  router.use(renderProblem(options.report));
  return router;
}
