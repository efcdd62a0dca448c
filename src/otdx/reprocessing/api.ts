import { pipeline as streamTo } from 'node:stream/promises';
import express, { type Request, type Response } from 'express';
import { MINUTE } from '../../core/instant.js';
import { notesOf } from '../../http/notes.js';
import type { OtdxApi } from '../api.js';
import { userOf } from '../auth/header.js';
import type { OtdxContext } from '../context.js';
import { portfoliosOf } from '../portfolios/portfolio.js';
import { refusal } from '../wire/errors.js';
import { paged } from '../wire/paging.js';
import { attachmentsIn } from './attachments.js';
import type { NewRequest, RequestEdit } from './body.js';
import { createRequest, deleteRequest, editRequest, requestFor } from './life.js';
import { type ReprocessingRequest, requestsOf, statusOf } from './request.js';
import { uploadOf } from './receiving.js';
import { requestView, type RequestView } from './view.js';

const BASE_PATH = '/service';
const PATH = '/service/reprocessamento';
/** Two hundred megabytes take their time. Milliseconds of real time. */
const UPLOAD_LIMIT = 5 * MINUTE;

/** Asking for a reprocessing, following it, adding to it, taking it back. */
export function reprocessingApi(context: OtdxContext & { originOf(req: Request): string }): OtdxApi {
  const { store, workflow, contents } = context;
  const routes = express.Router({ caseSensitive: true, strict: true });
  const linkFor =
    (req: Request) =>
    (path: string): string =>
      `${context.originOf(req)}${path}`;

  async function listed(req: Request, res: Response, isWanted: (request: ReprocessingRequest) => boolean) {
    const views: { at: number; view: RequestView }[] = [];
    for (const portfolio of await portfoliosOf(store, userOf(res).group)) {
      for (const request of (await requestsOf(store, portfolio.code)).filter(isWanted))
        views.push({ at: request.steps[0].at, view: requestView(workflow, portfolio, request, linkFor(req)) });
    }
    const query = new URLSearchParams(req.url.split('?')[1]);
    // The text's sample asks for no page and expects the whole history.
    const whole = query.has('page') || query.has('page_size') ? undefined : Math.max(1, views.length);
    const oldestFirst = views.toSorted((one, other) => one.at - other.at).map(({ view }) => view);
    return res.json(paged(oldestFirst, query, whole));
  }

  routes.post('/reprocessamento', async (req, res) => {
    const body = req.body as NewRequest;
    const upload = uploadOf(res);
    const { attachments, staged } = attachmentsIn(body.anexos, upload);
    const { hashtask, steps } = await upload.keeping(staged, () =>
      store.transaction((tx) => createRequest(tx, context, userOf(res), { body, attachments })),
    );
    notesOf(res).now = steps[0].at;
    res.json({ hashtask, status: workflow.initial, detail: 'Solicitação de reprocessamento registrada.' });
  });
  routes.put('/reprocessamento/edit', async (req, res) => {
    const body = req.body as RequestEdit;
    const { request: before } = await requestFor(store, userOf(res), body.hashtask);
    const upload = uploadOf(res);
    const { attachments, staged } = attachmentsIn(body.anexos, upload, before.attachments);
    const request = await upload.keeping(staged, () =>
      store.transaction((tx) => editRequest(tx, context, userOf(res), { body, attachments })),
    );
    res.json({ hashtask: request.hashtask, status: statusOf(request), detail: 'Solicitação editada.' });
  });
  routes.get('/reprocessamento/all', (req, res) => listed(req, res, () => true));
  routes.get('/reprocessamento/edit', (req, res) =>
    listed(req, res, (request) => workflow.state(statusOf(request)).editable === true),
  );
  routes.delete('/reprocessamento/delete/:hashtask', async (req, res) => {
    const { hashtask } = req.params;
    const request = await store.transaction((tx) => deleteRequest(tx, context, userOf(res), hashtask));
    res.json({ hashtask, status: statusOf(request), detail: 'Solicitação excluída.' });
  });
  routes.get('/reprocessamento/:hashtask/anexos/:numero', async (req, res) => {
    const { hashtask, numero } = req.params;
    const { request } = await requestFor(store, userOf(res), hashtask);
    const attachment = /^[1-9]\d?$/.test(numero) ? request.attachments[Number(numero) - 1] : undefined;
    const content = attachment && (await contents.read(attachment.sha256));
    if (!content) throw refusal('ATTACHMENT_UNKNOWN', { numero });
    res.attachment(attachment.name).type('application/octet-stream');
    res.setHeader('content-length', attachment.size);
    res.setHeader('x-content-type-options', 'nosniff');
    res.setHeader('digest', `sha-256=${Buffer.from(attachment.sha256, 'hex').toString('base64')}`);
    await streamTo(content, res);
  });
  routes.get('/reprocessamento/:hashtask', async (req, res) => {
    const { request, portfolio } = await requestFor(store, userOf(res), req.params.hashtask);
    res.json(requestView(workflow, portfolio, request, linkFor(req)));
  });
  return {
    name: 'otdx-reprocessing',
    title: 'OTDX',
    basePath: BASE_PATH,
    spec: 'otdx.yaml',
    tellsAll: true,
    answerLimit: UPLOAD_LIMIT,
    operations: [
      { method: 'POST', path: PATH, body: 'upload' },
      { method: 'GET', path: `${PATH}/all` },
      { method: 'GET', path: `${PATH}/edit` },
      { method: 'PUT', path: `${PATH}/edit`, body: 'upload' },
      { method: 'DELETE', path: `${PATH}/delete/{hashtask}` },
      { method: 'GET', path: `${PATH}/{hashtask}` },
      { method: 'GET', path: `${PATH}/{hashtask}/anexos/{numero}`, isFile: true },
    ],
    routes,
  };
}
