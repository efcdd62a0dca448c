import express from 'express';
import { admittedOf } from '../admission.js';
import type { Instant } from '../../core/instant.js';
import { notesOf } from '../../http/notes.js';
import type { OpenFinanceApi } from '../api.js';
import type { OpenFinanceContext } from '../context.js';
import { listAnswer } from '../wire/envelope.js';
import { refusal } from '../wire/errors.js';
import { type Page, pageOf, queryOf, readPageRequest } from '../wire/pagination.js';
import { KeptPages } from './kept-pages.js';
import { lastsUntil, noteLasting } from './lasting.js';
import { listAt, pairsOf, type ResourceItem } from './list.js';
import { preparationAt } from './preparation.js';
import { noteCall } from './prepare.js';

const BASE_PATH = '/open-banking/resources/v3';
export const LIST_PATH = `${BASE_PATH}/resources`;

/** `GET /resources`: 202 while the list is prepared, 504 when that takes too long, else the list, in pages. */
export function resourcesApi(context: OpenFinanceContext & { originOf(req: express.Request): string }): OpenFinanceApi {
  const { settings } = context;
  const pages = new KeptPages(context.store);
  const routes = express.Router({ caseSensitive: true, strict: true });
  routes.get('/resources', async (req, res) => {
    const subject = admittedOf(res);
    const consent = await noteCall(context, subject);
    // Once answered, a list stays ready, wherever its clock is set to (RES-053).
    if (consent.listedAt === undefined) {
      const { state } = preparationAt(consent, subject.now, settings);
      if (state === 'PREPARING') return void res.status(202).end();
      throw refusal('RETRY_EXCEDIDO');
    }
    const url = `${context.originOf(req)}${LIST_PATH}`;
    const { body, kept } = pages.get(`${consent.consentId} ${url} ${req.url}`, subject, () => {
      const pairs = pairsOf(subject, subject.confirmation, settings.retention);
      const found = pageOf(listAt(pairs, subject.now), readPageRequest(queryOf(req), settings.maxPageSize));
      return { bodyAt: answersOf(found, url), until: () => lastsUntil(subject, pairs) };
    });
    noteLasting(res, subject, kept);
    if (kept) notesOf(res).written = kept.at(subject.now);
    res.status(200).json(body);
  });
  return {
    name: 'resources',
    title: 'Resources 3.1.0',
    basePath: BASE_PATH,
    spec: 'openfinance/resources-3.1.0.yaml',
    version: '3.1.0',
    scope: 'resources',
    statusNames: { 504: 'RETRY_EXCEDIDO' },
    operations: [{ method: 'GET', path: '/resources', permission: 'RESOURCES_READ', isPaged: true }],
    routes,
  };
}

/** Made apart from any request: what is kept of a page would hold on to all that its maker sees. */
const answersOf = (page: Page<ResourceItem>, url: string) => (now: Instant) => listAnswer(page, url, now);
