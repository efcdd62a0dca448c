import type { Request } from 'express';
import { refusal } from './errors.js';

/** @throws ApiError 406 unless the receiver takes JSON in UTF-8. No Accept means anything. RES-068. */
export function requireAcceptable(req: Request): void {
  const takesJson = req.accepts('application/json', 'application/json; charset=utf-8') !== false;
  const takesUtf8 = req.acceptsCharsets('utf-8') !== false;
  if (!takesJson || !takesUtf8) throw refusal('NOT_ACCEPTABLE');
}
