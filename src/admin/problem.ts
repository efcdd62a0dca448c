import type { ErrorRequestHandler, Request } from 'express';
import { ApiError, Refusal, type RefusalKind, StoreError, UsageError } from '../core/errors.js';
import { TooDeep } from '../core/nesting.js';

/** RFC 9457. */
interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly [extension: string]: unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Admin token required',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  413: 'Body too large',
  415: 'Unsupported media type',
  422: 'Cannot be done',
  431: 'Headers too large',
  500: 'Internal error',
  503: 'Store unavailable',
};

const BY_KIND: Readonly<Record<RefusalKind, number>> = {
  malformed: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unprocessable: 422,
};

/** The caller takes none of the forms an answer has. */
export class NotAcceptable extends Error {
  readonly status = 406;
}

/** A problem of the admin API. */
export const problem = (
  status: number,
  detail: string,
  extensions: Readonly<Record<string, unknown>> = {},
): Problem => ({
  type: 'about:blank',
  title: TITLES[status] ?? 'Error',
  status,
  detail,
  ...extensions,
});

/** The one place where an error of the admin API becomes bytes. */
export const renderProblem =
  (report: (error: unknown, req: Request) => void): ErrorRequestHandler =>
  (error, req, res, _next) => {
    const answer = problemOf(error, req);
    if (answer.status >= 500) report(error, req);
    const allow = (error as { headers?: Record<string, string> } | undefined)?.headers;
    for (const [name, value] of Object.entries(allow ?? {})) res.setHeader(name, value);
    res.status(answer.status).setHeader('content-type', 'application/problem+json');
    res.end(JSON.stringify(answer));
  };

function problemOf(error: unknown, req: Request): Problem {
  if (error instanceof Refusal) return problem(BY_KIND[error.kind], error.message, error.facts);
  if (error instanceof ApiError) {
    const { status, code, rule, detail } = error.row;
    return problem(status, detail, { code, ...(rule !== undefined && { rule }) });
  }
  if (error instanceof UsageError) return problem(400, error.message);
  if (error instanceof StoreError)
    return problem(503, 'the store cannot be read or written now; nothing is known to have changed');
  return fromLibrary(error, req);
}

/** Express, the body parser and the validator throw errors with a `status`; anything else is our bug. */
function fromLibrary(error: unknown, req: Request): Problem {
  const { status, type, message, errors } = (error ?? {}) as Record<string, unknown>;
  const [path] = req.originalUrl.split('?');
  if (error instanceof TooDeep) return problem(400, error.message);
  if (type === 'entity.parse.failed') return problem(400, 'the body is not valid JSON');
  if (status === 404) return problem(404, `there is no ${path}; all calls are at /docs`);
  if (status === 405) return problem(405, `${path} does not take ${req.method}`);
  if (status === 413) return problem(413, 'the body is larger than 1 MiB');
  if (status === 415) return unsupported(req.headers['content-type']);
  if (typeof status !== 'number' || status < 400 || status >= 500)
    return problem(500, 'something went wrong here; it was logged');
  const complaints = Array.isArray(errors) ? [...new Set(errors.map(complaintOf))] : [];
  if (complaints.length === 0) return problem(status, String(message));
  return problem(status, complaints.join('; '), { errors: complaints });
}

const unsupported = (contentType: string | undefined): Problem =>
  contentType === undefined
    ? problem(400, 'this call needs a body, with its content-type')
    : problem(415, `${contentType} is not taken here; send application/json`);

/** What the validator found wrong with one field, as a sentence. */
function complaintOf({ path, message }: { readonly path?: unknown; readonly message?: unknown }): string {
  const field = fieldOf(path);
  if (message === 'must NOT have additional properties') return `${field} is not a known field`;
  if (String(message).startsWith('must have required property')) return `${field} is required`;
  return `${field} ${String(message)}`;
}

/** `/body/timeline/0/at` → `timeline[0].at`, `/body/0/times` → `[0].times`. */
const fieldOf = (path: unknown): string =>
  String(path)
    .replace(/^\/(body|query|params)\/?/, '')
    .replaceAll(/(^|\/)(\d+)(?=\/|$)/g, '[$2]')
    .replaceAll('/', '.') || 'the body';
