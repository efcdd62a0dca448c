import type { Request, Response } from 'express';
import { notesOf } from '../../http/notes.js';
import { complaintsIn } from './complaints.js';
import { type ErrorName, OtdxError, sentence } from './errors.js';

/** Told of anything thrown that is not the caller's doing. */
export type ReportBug = (error: unknown, req: Request) => void;

/** The one place where an OTDX error becomes bytes, shaped as Django REST framework shapes them. */
export function renderError(
  error: unknown,
  req: Request,
  res: Response,
  { strict, report }: { readonly strict: boolean; readonly report: ReportBug },
): void {
  // The answer is out already: it came in time, or the limit for it passed.
  if (res.headersSent) return;
  const refused = asOtdxError(error, req, report);
  const { row, headers } = refused;
  if (row.status === 401) res.setHeader('www-authenticate', 'Token');
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  notesOf(res).rule = row.rule;
  if (!strict) res.setHeader('x-transmissora-rule', row.rule);
  res.setHeader('content-type', 'application/json');
  res.status(row.status).json(errorBody(refused, languageOf(req.headers['accept-language'])));
}

/** By field where fields are wrong, under `non_field_errors` for what no field alone is, else a `detail`. */
export function errorBody({ errorName, values, fields }: OtdxError, language: 'pt' | 'en'): object {
  if (errorName === 'CREDENTIALS') return { non_field_errors: [sentence(errorName, values, language)] };
  if (!fields) return { detail: sentence(errorName, values, language) };
  return Object.fromEntries(
    Object.entries(fields).map(([field, complaint]) => [
      field === '' ? 'non_field_errors' : field,
      [sentence(complaint.name, complaint.values ?? {}, language)],
    ]),
  );
}

/** The framework speaks English unless it is asked for Portuguese. */
const languageOf = (header: string | undefined): 'pt' | 'en' => (/^\s*pt\b/i.test(header ?? '') ? 'pt' : 'en');

/** The usual error of a status. */
const BY_STATUS: Readonly<Record<number, ErrorName>> = {
  400: 'INVALID',
  401: 'TOKEN_INVALID',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD',
  406: 'NOT_ACCEPTABLE',
  413: 'TOO_LARGE',
  415: 'MEDIA_TYPE',
  429: 'THROTTLED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'TIMEOUT',
};

/** Whether a status has an error of its own here. */
export const isUsual = (status: number): boolean => BY_STATUS[status] !== undefined;

/** The usual error of a status, or our general one under it: to be thrown. */
export function usualError(status: number | 'timeout', headers: Readonly<Record<string, string>>): OtdxError {
  if (status === 'timeout') return new OtdxError('TIMEOUT', { headers });
  return new OtdxError(BY_STATUS[status] ?? (status < 500 ? 'INVALID' : 'INTERNAL'), { headers, status });
}

/**
 * Express, the body parser and the validator throw errors with a `status`: under 500 it is the caller's doing. Anything
 * else is our bug.
 */
function asOtdxError(error: unknown, req: Request, report: ReportBug): OtdxError {
  if (error instanceof OtdxError) return error;
  const { status, type, limit, errors } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (type === 'entity.parse.failed') return new OtdxError('PARSE');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return new OtdxError('ENCODING');
  if (typeof status !== 'number' || status < 400 || status >= 500) {
    report(error, req);
    return new OtdxError('INTERNAL', { cause: error });
  }
  if (status === 400 && Array.isArray(errors)) {
    const fields = complaintsIn(errors, req);
    const [first] = Object.values(fields);
    return new OtdxError(first?.name ?? 'INVALID', { fields, cause: error });
  }
  const values = { metodo: req.method, tipo: req.headers['content-type'] ?? '', maximo: Number(limit ?? 0) };
  return new OtdxError(BY_STATUS[status] ?? 'INVALID', { values, status, cause: error });
}
