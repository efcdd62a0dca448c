import express, { type Request, type Response } from 'express';
import { notesOf } from '../../http/notes.js';
import type { Reader, Transaction } from '../../store/store.js';
import type { OpenFinanceApi, Operation } from '../api.js';
import { grantOf } from '../auth/bearer.js';
import type { OpenFinanceContext } from '../context.js';
import type { StatusNames } from '../wire/by-status.js';
import { listAnswer } from '../wire/envelope.js';
import { pageOf, queryOf, readPageRequest } from '../wire/pagination.js';
import { requireOwnCase } from './access.js';
import { createdAnswer, extensionItems, readAnswer } from './answers.js';
import { askForConsent } from './asking.js';
import type { ConsentCase } from './case.js';
import { withdrawConsent } from './ending.js';
import { extendConsent } from './extending.js';
import { requireCase } from './lifecycle.js';

const BASE_PATH = '/open-banking/consents/v3';
const ONE = '/consents/{consentId}';

/** A 422 for a reason that no code of the document names. CON-4.3.8. */
const NOT_MAPPED: StatusNames = { 422: 'ERRO_NAO_MAPEADO' };

/** The extension is asked for with the customer's token, everything else with the receiver's own. CON-4.2.6. */
const OPERATIONS: readonly Operation[] = [
  { method: 'POST', path: '/consents', credentials: 'client', statusNames: NOT_MAPPED },
  { method: 'GET', path: ONE, credentials: 'client' },
  { method: 'DELETE', path: ONE, credentials: 'client', statusNames: { 422: 'CONSENTIMENTO_EM_STATUS_REJEITADO' } },
  { method: 'POST', path: `${ONE}/extends`, scope: 'openid', statusNames: NOT_MAPPED },
  { method: 'GET', path: `${ONE}/extensions`, credentials: 'client', isPaged: true },
];

/** The official life of a consent, as the receiver sees it. */
export function consentsApi(context: OpenFinanceContext & { originOf(req: Request): string }): OpenFinanceApi {
  const { store, settings } = context;
  const routes = express.Router({ caseSensitive: true, strict: true });
  const urlOf = (req: Request, { consent }: ConsentCase): string =>
    `${context.originOf(req)}${BASE_PATH}/consents/${encodeURIComponent(consent.consentId).replaceAll('%3A', ':')}`;

  /** The receiver's consent named in the path. @throws ApiError 404 or 403. */
  const named = async (reader: Reader, req: Request, res: Response): Promise<ConsentCase> => {
    const subject = await requireOwnCase(reader, context, String(req.params['consentId']), grantOf(res).clientId);
    return noted(res, subject);
  };

  routes.post('/consents', async (req, res) => {
    const subject = await store.transaction(async (tx: Transaction) => {
      const { consentId } = await askForConsent(tx, context, grantOf(res).clientId, req.body.data);
      return requireCase(tx, context, consentId);
    });
    res.status(201).json(createdAnswer(noted(res, subject), urlOf(req, subject)));
  });

  routes.get('/consents/:consentId', async (req, res) => {
    const subject = await named(store, req, res);
    res.status(200).json(readAnswer(subject, urlOf(req, subject)));
  });

  routes.delete('/consents/:consentId', async (req, res) => {
    await store.transaction(async (tx) => withdrawConsent(tx, await named(tx, req, res)));
    res.status(204).end();
  });

  routes.post('/consents/:consentId/extends', async (req, res) => {
    const subject = await store.transaction(async (tx) => {
      const before = await named(tx, req, res);
      const from = {
        customerIpAddress: String(req.headers['x-fapi-customer-ip-address']),
        customerUserAgent: String(req.headers['x-customer-user-agent']),
      };
      return { ...before, consent: await extendConsent(tx, context, before, { ...req.body.data, ...from }) };
    });
    res.status(201).json(createdAnswer(subject, urlOf(req, subject)));
  });

  routes.get('/consents/:consentId/extensions', async (req, res) => {
    const subject = await named(store, req, res);
    const page = pageOf(extensionItems(subject.consent), readPageRequest(queryOf(req), settings.maxPageSize));
    res.status(200).json(listAnswer(page, `${urlOf(req, subject)}/extensions`, subject.now));
  });

  return {
    name: 'consents',
    title: 'Consents 3.3.1',
    basePath: BASE_PATH,
    spec: 'openfinance/consents-3.3.1.yaml',
    // The extension's schema lacks EXCHANGES_READ, which the consent may hold (decision 0009).
    relaxed: ['components/schemas/PermissionAfterExtension'],
    version: '3.3.1',
    scope: 'consents',
    operations: OPERATIONS,
    routes,
  };
}

/** The answer, and the journal, follow the clock of the consent's customer. */
function noted(res: Response, subject: ConsentCase): ConsentCase {
  Object.assign(notesOf(res), { consentId: subject.consent.consentId, now: subject.now });
  return subject;
}
