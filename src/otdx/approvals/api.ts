import express from 'express';
import { notesOf } from '../../http/notes.js';
import { nowOf } from '../../store/clocks.js';
import type { OtdxApi } from '../api.js';
import { userOf } from '../auth/header.js';
import type { OtdxUser } from '../auth/user.js';
import type { OtdxContext } from '../context.js';
import { portfoliosOf } from '../portfolios/portfolio.js';
import { paged } from '../wire/paging.js';
import { approve } from './approve.js';
import { approvedBy, readBook } from './book.js';
import { deleteApproval, editApproval, findApproval } from './change.js';
import type { ApprovalRequest, EditRequest } from './request.js';
import { type ApprovalView, approvalView } from './view.js';

const BASE_PATH = '/nav';

/** Approving quotas, and looking at what was approved. */
export function approvalApi(context: OtdxContext): OtdxApi {
  const { store } = context;
  const routes = express.Router({ caseSensitive: true, strict: true });
  routes.post('/approval', async (req, res) => {
    const request = req.body as ApprovalRequest;
    const { hashtask, at } = await store.transaction((tx) => approve(tx, context, userOf(res), request));
    notesOf(res).now = at;
    res.json({ hashtask, detail: 'Aprovação registrada.' });
  });
  routes.get('/approval/all', async (req, res) => {
    const query = new URLSearchParams(req.url.split('?')[1]);
    res.json(paged(await historyOf(context, userOf(res)), query));
  });
  routes.put('/approval/edit', async (req, res) => {
    const request = req.body as EditRequest;
    notesOf(res).now = await store.transaction((tx) => editApproval(tx, context, userOf(res), request));
    res.json({ hashtask: request.hashtask, detail: 'Aprovação editada.' });
  });
  routes.delete('/approval/delete/:hashtask', async (req, res) => {
    const { hashtask } = req.params;
    notesOf(res).now = await store.transaction((tx) => deleteApproval(tx, context, userOf(res), hashtask));
    res.json({ hashtask, detail: 'Aprovação excluída.' });
  });
  routes.get('/approval/:hashtask', async (req, res) => {
    const { approved, book, now } = await findApproval(store, context, userOf(res), req.params.hashtask);
    notesOf(res).now = now;
    res.json(approvalView(book, approved));
  });
  return {
    name: 'otdx-approval',
    title: 'OTDX',
    basePath: BASE_PATH,
    spec: 'otdx.yaml',
    tellsAll: true,
    operations: [
      { method: 'POST', path: '/nav/approval', body: 'json' },
      { method: 'GET', path: '/nav/approval/all' },
      { method: 'PUT', path: '/nav/approval/edit', body: 'json' },
      { method: 'DELETE', path: '/nav/approval/delete/{hashtask}' },
      { method: 'GET', path: '/nav/approval/{hashtask}' },
    ],
    routes,
  };
}

/** Every approval of the group's portfolios, oldest first, each portfolio at its own time. OTD-APR-08. */
async function historyOf(context: OtdxContext, { group }: OtdxUser): Promise<readonly ApprovalView[]> {
  const { store, wall } = context;
  const rows = await Promise.all(
    (await portfoliosOf(store, group)).map(async (portfolio) => {
      const book = await readBook(store, context, portfolio);
      const now = await nowOf(store, wall, portfolio.clock);
      return approvedBy(book, now).map((approved) => ({ at: approved.at, view: approvalView(book, approved) }));
    }),
  );
  return rows
    .flat()
    .toSorted((one, other) => one.at - other.at)
    .map(({ view }) => view);
}
