import express, { type Request, type RequestHandler } from 'express';
import type { Caller } from '../core/api.js';
import { requireShallow } from '../core/nesting.js';
import { notesOf } from '../http/notes.js';
import type { OtdxApi, OtdxOperation } from './api.js';
import { keepUser, requireUser } from './auth/header.js';
import type { OtdxContext } from './context.js';
import { readUpload } from './reprocessing/receiving.js';
import { OtdxError, refusal } from './wire/errors.js';
import { preferredAnswer } from './wire/prefer.js';

/** The most a body may hold, but for one that carries files. Bytes. */
const MAX_BODY = 1024 * 1024;

const readJson = express.json({ limit: MAX_BODY, verify: requireShallow });
const readForm = express.urlencoded({ limit: MAX_BODY, extended: false });

/** The checks before the document's own, in the framework's order: path, credentials, method, body. */
export const admission = (
  context: OtdxContext & { readonly strict: boolean },
  api: OtdxApi,
): readonly RequestHandler[] => [
  ...(context.strict ? [] : [preferredAnswer]),
  async (req, res, next) => {
    const onPath = operationsOn(api, pathOf(req));
    const [first] = onPath;
    if (!first) throw refusal('NOT_FOUND'); //                                    404
    if (first.isOpen !== true) {
      const user = await requireUser(context.store, req); //                          401
      notesOf(res).clientId = user.username;
      keepUser(res, user);
    }
    const operation = requireMethod(onPath, req); //                              405
    if (operation.isFile !== true && req.accepts('application/json') === false) throw refusal('NOT_ACCEPTABLE'); // 406
    readBody(operation, context)(req, res, next); //                                       400, 413, 415
  },
];

/** Who sends a request, when the token is valid. Whatever else is wrong with it, the checks say. */
export async function callerOf({ store }: OtdxContext, req: Request): Promise<Caller> {
  const user = await requireUser(store, req).catch(() => undefined);
  return user ? { clientId: user.username } : {};
}

const pathOf = (req: Request): string => req.originalUrl.split('?', 1)[0] ?? '';

/** The operations of the first path that fits: one written out comes before one with a placeholder. */
function operationsOn({ operations }: OtdxApi, path: string): readonly OtdxOperation[] {
  if (!isDecodable(path)) return [];
  const fitting = operations.filter((operation) => fits(operation.path, path));
  return fitting.filter((operation) => operation.path === fitting[0]?.path);
}

/** What is no URL-encoded text names nothing. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function fits(template: string, path: string): boolean {
  const [wanted, got] = [template.split('/'), path.split('/')];
  return (
    wanted.length === got.length &&
    wanted.every((part, index) => (part.startsWith('{') ? got[index] !== '' : part === got[index]))
  );
}

function requireMethod(onPath: readonly OtdxOperation[], req: Request): OtdxOperation {
  const operation = onPath.find(({ method }) => method === req.method);
  if (operation) return operation;
  const allow = onPath.map(({ method }) => method).join(', ');
  throw new OtdxError('METHOD', { values: { metodo: req.method }, headers: { allow } });
}

/** Reads the body an operation takes. None at all counts as an empty one: the document then names what is missing. */
const readBody =
  ({ body }: OtdxOperation, context: OtdxContext): RequestHandler =>
  (req, res, next) => {
    if (body === undefined) return next();
    const type = req.headers['content-type'];
    if (
      req.headers['content-length'] === '0' ||
      (type === undefined && req.headers['transfer-encoding'] === undefined)
    ) {
      req.headers['content-type'] = 'application/json';
      req.body = {};
      return next();
    }
    if (body === 'upload') return readUpload(context.contents, req, res).then(() => next(), next);
    if (req.is('application/json') !== false) return readJson(req, res, next);
    if (body === 'form-or-json' && req.is('application/x-www-form-urlencoded') !== false)
      return readForm(req, res, next);
    return next(new OtdxError('MEDIA_TYPE', { values: { tipo: type ?? '' } }));
  };
