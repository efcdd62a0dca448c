import type { Request } from 'express';
import { refusal } from './errors.js';

/**
 * @throws ApiError 406 unless the receiver takes JSON in UTF-8. No Accept means anything; of the parameters of a media
 * type only its charset tells types apart. RES-068.
 */
export function requireAcceptable(req: Request): void {
  const { accept, 'accept-charset': charset } = req.headers;
  // What nearly everybody sends needs no negotiation.
  if (charset === undefined && (accept === undefined || PLAINLY_JSON.includes(accept))) return;
  const takesJson = req.accepts('application/json', ...jsonTypesIn(req.headers.accept ?? '')) !== false;
  const takesUtf8 = req.acceptsCharsets('utf-8') !== false;
  if (!takesJson || !takesUtf8) throw refusal('NOT_ACCEPTABLE');
}

const PLAINLY_JSON = ['application/json', '*/*'];

/** The ways the receiver itself writes "JSON", but those in another charset. */
const jsonTypesIn = (accept: string): string[] =>
  accept
    .split(',')
    .map((range) =>
      range
        .split(';')
        .filter((part) => !/^\s*q\s*=/i.test(part))
        .join(';')
        .trim(),
    )
    .filter((type) => /^application\/json\s*;/i.test(type) && !/charset\s*=\s*(?!"?utf-?8\b)/i.test(type));
