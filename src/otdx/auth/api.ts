import express from 'express';
import type { Store } from '../../store/store.js';
import { notesOf } from '../../http/notes.js';
import type { OtdxApi } from '../api.js';
import { refusal } from '../wire/errors.js';
import { userWith } from './user.js';

/** `POST /api-token-auth/`: a name and a password for a token, which stays the same. OTD-TOK-01, OTD-TOK-02. */
export function tokenApi({ store }: { readonly store: Store }): OtdxApi {
  const routes = express.Router({ caseSensitive: true, strict: true });
  routes.post('/', async (req, res) => {
    const { username, password } = req.body as { username: string; password: string };
    const user = await userWith(store, username, password);
    if (!user) throw refusal('CREDENTIALS');
    notesOf(res).clientId = user.username;
    res.json({ token: user.token });
  });
  return {
    name: 'otdx-token',
    title: 'OTDX',
    basePath: '/api-token-auth',
    spec: 'otdx.yaml',
    tellsAll: true,
    operations: [{ method: 'POST', path: '/api-token-auth/', isOpen: true, body: 'form-or-json' }],
    routes,
  };
}
