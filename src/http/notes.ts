import type { Response } from 'express';
import type { Instant } from '../core/instant.js';

/** What the stages learn about a request on its way, for the journal and for the answer. */
export interface Notes {
  /** Virtual time of the request; the clock of the customer concerned, once known. */
  now: Instant;
  clientId?: string;
  consentId?: string;
  grant?: 'consent' | 'client';
  rule?: string;
  fault?: string;
  deviation?: string;
  requestBody?: unknown;
  responseBody?: unknown;
}

const KEY = 'transmissora';

export const startNotes = (res: Response, now: Instant): Notes => {
  const notes: Notes = { now };
  res.locals[KEY] = notes;
  return notes;
};

/** The notes of this request. There are some behind the record stage. */
export const notesOf = (res: Response): Notes => res.locals[KEY] as Notes;
