import type { ErrorRequestHandler, Request } from 'express';
import { ApiError, Refusal, type RefusalKind, UsageError } from '../core/errors.js';

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
  409: 'Conflict',
  413: 'Body too large',
  415: 'Unsupported media type',
  422: 'Cannot be done',
  500: 'Internal error',
};

const BY_KIND: Readonly<Record<RefusalKind, number>> = {
  malformed: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unprocessable: 422,
};

const problem = (status: number, detail: string, extensions: Readonly<Record<string, unknown>> = {}): Problem => ({
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
    const answer = problemOf(error);
    if (answer.status === 500) report(error, req);
    const allow = (error as { headers?: Record<string, string> } | undefined)?.headers;
    for (const [name, value] of Object.entries(allow ?? {})) res.setHeader(name, value);
    res.status(answer.status).setHeader('content-type', 'application/problem+json');
    res.end(JSON.stringify(answer));
  };

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return problem(BY_KIND[error.kind], error.message, error.facts);
  if (error instanceof ApiError) {
    const { status, code, rule, detail } = error.row;
    return problem(status, detail, { code, ...(rule !== undefined && { rule }) });
  }
  if (error instanceof UsageError) return problem(400, error.message);
  return fromLibrary(error);
}

/** Express, the body parser and the validator throw errors with a `status`; anything else is our bug. */
function fromLibrary(error: unknown): Problem {
  const { status, type, message, errors } = (error ?? {}) as Record<string, unknown>;
  if (type === 'entity.parse.failed') return problem(400, 'the body is not valid JSON');
  if (typeof status !== 'number' || status < 400 || status >= 500)
    return problem(500, 'something went wrong here; it was logged');
  if (status === 413) return problem(413, 'the body is larger than 1 MiB');
  const complaints = Array.isArray(errors) ? errors.map(({ path, message: text }) => `${fieldOf(path)} ${text}`) : [];
  return problem(status, complaints.length > 0 ? [...new Set(complaints)].join('; ') : String(message), {
    ...(complaints.length > 0 && { errors: complaints }),
  });
}

const fieldOf = (path: unknown): string =>
  String(path)
    .replace(/^\/(body|query|params)\/?/, '')
    .replaceAll('/', '.') || 'the body';
