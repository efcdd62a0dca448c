import { problem } from './admin/problem.js';
import type { WallClock } from './core/clock.js';
import { randomIds } from './core/ids.js';
import { formatSeconds } from './core/instant.js';
import type { Unparsed } from './http/listeners.js';
import { errorBody } from './openfinance/wire/dialect.js';
import { ERRORS } from './openfinance/wire/errors.js';
import { ERRORS as OTDX_ERRORS } from './otdx/wire/errors.js';

/**
 * What cannot be parsed as HTTP still gets an answer, in the words of the API it was meant for as far as its first line
 * tells. There is no customer, and so no virtual time.
 */
export function answerUnparsed({ code, rawPacket }: Unparsed, wall: WallClock): string {
  const row = code === 'HPE_HEADER_OVERFLOW' ? ERRORS.HEADERS_TOO_LARGE : ERRORS.MALFORMED;
  const firstLine = rawPacket?.toString('latin1', 0, 200) ?? '';
  const isAdmins = /^[A-Z]+ \/__admin[/? ]/.test(firstLine);
  const isOtdx = /^[A-Z]+ \/(api-token-auth|nav|service)[/? ]/.test(firstLine);
  const body = JSON.stringify(
    isAdmins
      ? problem(row.status, DETAILS[row.status] ?? row.detail)
      : isOtdx
        ? { detail: UNPARSED_OTDX[row.status] }
        : errorBody(row, wall.now()),
  );
  const lines = [
    `HTTP/1.1 ${row.status} ${REASONS[row.status]}`,
    `content-type: ${isAdmins ? 'application/problem+json' : `application/json${isOtdx ? '' : '; charset=utf-8'}`}`,
    ...(isAdmins || isOtdx ? [] : [`x-fapi-interaction-id: ${randomIds.uuid()}`]),
    `content-length: ${Buffer.byteLength(body)}`,
    `date: ${new Date(formatSeconds(wall.now())).toUTCString()}`,
    'connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const UNPARSED_OTDX: Readonly<Record<number, string>> = {
  400: OTDX_ERRORS.INVALID.pt,
  431: OTDX_ERRORS.HEADERS_TOO_LARGE.pt,
};

const REASONS: Readonly<Record<number, string>> = { 400: 'Bad Request', 431: 'Request Header Fields Too Large' };
const DETAILS: Readonly<Record<number, string>> = {
  400: 'the request is not HTTP',
  431: 'the headers are larger than 16 KiB',
};
