import type { Request, Response } from 'express';
import { isUuid, randomIds } from '../../core/ids.js';
import { refusal } from './errors.js';

export const INTERACTION_ID = 'x-fapi-interaction-id';

/** The id received, when it is a UUID. */
const receivedId = (req: Request): string | undefined => {
  const value = req.headers[INTERACTION_ID];
  return typeof value === 'string' && isUuid(value) ? value : undefined;
};

/** Every answer carries the id received, or a new one. RES-061, RES-062. */
export function answerInteractionId(req: Request, res: Response): void {
  res.setHeader(INTERACTION_ID, receivedId(req) ?? randomIds.uuid());
}

/** Where nobody asks for an id, the one received is all there is to carry. DIS-001. */
export function echoInteractionId(req: Request, res: Response): void {
  const id = receivedId(req);
  if (id !== undefined) res.setHeader(INTERACTION_ID, id);
}

/** @throws ApiError 400 when the receiver sent no valid id. RES-062. */
export function requireInteractionId(req: Request): void {
  if (receivedId(req) === undefined) throw refusal('INTERACTION_ID');
}
