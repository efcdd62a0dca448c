import { ApiError } from '../../core/errors.js';
import { ERRORS, type ErrorName } from './errors.js';

/** The usual error of a status. */
const BY_STATUS: Readonly<Record<number, ErrorName>> = {
  400: 'MALFORMED',
  401: 'TOKEN',
  403: 'PERMISSION',
  404: 'NOT_FOUND',
  405: 'METHOD',
  406: 'NOT_ACCEPTABLE',
  413: 'TOO_LARGE',
  415: 'MEDIA_TYPE',
  422: 'PAGE_NOT_FOUND',
  423: 'OPERATIONAL_LIMIT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'TIMEOUT',
  529: 'OVERLOADED',
};

/** What a status is never without. The wait before the next try is in seconds. */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer' },
  429: { 'retry-after': '60' },
};

export const usualName = (status: number): ErrorName | undefined => BY_STATUS[status];

/** What statuses are called where that differs from what is usual. */
export type StatusNames = Readonly<Partial<Record<number, ErrorName>>>;

/**
 * The usual error of a status, ready to throw; for a status without one, the caller's or our general one under it.
 * `names` go before what is usual elsewhere.
 */
export function usualError(
  status: number | 'timeout',
  headers: Readonly<Record<string, string>> = {},
  names: StatusNames = {},
): ApiError {
  if (status === 'timeout') return new ApiError(ERRORS.TIMEOUT, { headers });
  const row = ERRORS[names[status] ?? usualName(status) ?? (status < 500 ? 'MALFORMED' : 'INTERNAL')];
  return new ApiError({ ...row, status }, { headers: { ...HEADERS[status], ...headers } });
}
