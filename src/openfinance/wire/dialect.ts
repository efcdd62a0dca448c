import type { Request, Response } from 'express';
import { ApiError, type ErrorRow } from '../../core/errors.js';
import { formatSeconds, type Instant } from '../../core/instant.js';
import { notesOf } from '../../http/notes.js';
import { usualName } from './by-status.js';
import { type ErrorName, refusal } from './errors.js';

/** Told of anything thrown that is not the caller's doing. */
export type ReportBug = (error: unknown, req: Request) => void;

/** The one place where an Open Finance error becomes bytes. */
export function renderError(
  error: unknown,
  req: Request,
  res: Response,
  options: { strict: boolean; report: ReportBug; errorTotals?: (status: number) => boolean },
): void {
  // The answer is out already: it came in time, or the limit for it passed.
  if (res.headersSent) return;
  const { row, headers } = asApiError(error, req, options.report);
  const notes = notesOf(res);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (row.rule !== undefined) {
    notes.rule = row.rule;
    if (!options.strict) res.setHeader('x-transmissora-rule', row.rule);
  }
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.status(row.status).json(errorBody(row, notes.now, options.errorTotals?.(row.status)));
}

/** RES-100: code, title and detail, and when it was. PRD-008, DIS-008: where the document asks for it, how many there are. */
export const errorBody = ({ code, title, detail }: ErrorRow, now: Instant, totals = false): object => ({
  errors: [{ code, title, detail }],
  meta: { ...(totals && { totalRecords: 1, totalPages: 1 }), requestDateTime: formatSeconds(now) },
});

function asApiError(error: unknown, req: Request, report: ReportBug): ApiError {
  if (error instanceof ApiError) return error;
  const name = nameOf(error);
  if (name === 'INTERNAL') report(error, req);
  const detail = name === 'MALFORMED' ? detailOf(error) : undefined;
  return refusal(name, { cause: error, ...(detail !== undefined && { detail }) });
}

/**
 * Express, the body parser and the validator all throw errors with a `status`: under 500 it is the caller's doing, and
 * malformed when we have no row of its own for it. Anything else is our bug.
 */
function nameOf(error: unknown): ErrorName {
  const { status, type } = (error ?? {}) as { status?: unknown; type?: unknown };
  if (type === 'entity.parse.failed') return 'BODY';
  if (complaintsOf(error).some(isUnknownPermission)) return 'PERMISSION_UNKNOWN';
  if (typeof status !== 'number' || status < 400 || status >= 500) return 'INTERNAL';
  return usualName(status) ?? 'MALFORMED';
}

interface Complaint {
  readonly path?: string;
  readonly message?: string;
  readonly errorCode?: string;
}

/** What the validator found wrong. */
function complaintsOf(error: unknown): readonly Complaint[] {
  const { errors } = (error ?? {}) as { errors?: readonly Complaint[] };
  return Array.isArray(errors) ? errors : [];
}

/** The one value of a body whose refusal has a row of its own. CON-4.3.1. */
const isUnknownPermission = ({ path = '', errorCode }: Complaint): boolean =>
  /^\/body\/data\/permissions\/\d+$/.test(path) && errorCode === 'enum.openapi.validation';

/** Field by field. */
function detailOf(error: unknown): string | undefined {
  const texts = complaintsOf(error).map(({ path, message }) => `${path?.split('/').pop() ?? ''}: ${message ?? ''}`);
  return texts.length > 0 ? texts.join('; ').slice(0, 2048) : undefined;
}
