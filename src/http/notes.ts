import type { Response } from 'express';
import type { Instant } from '../core/instant.js';
import type { ClockState } from '../core/clock.js';
import type { Reader } from '../store/store.js';
import type { Credential } from './redact.js';

/** How long a 200 would be answered again, word for word but for its instant, if nothing is written to the store. */
export interface Lasting {
  /** The clock it was answered on, as it was last set. */
  readonly clock: ClockState | undefined;
  /** Virtual time from which (included) until which (excluded) nothing in it changes by itself. */
  readonly from: Instant;
  readonly until: Instant;
  /** Real time from which (included) until which (excluded) the caller's credentials are good. */
  readonly credentialsFrom: Instant;
  readonly credentialsUntil: Instant;
  /** What is answered at an instant of that time; the same for all of a second. */
  readonly at: (now: Instant) => Written;
}

/** A body and its JSON. */
export interface Written {
  readonly body: unknown;
  readonly bytes: Buffer;
}

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
  /** Something was arranged to bend this call: what left it alone now may bend it at another moment. */
  mayBend?: true;
  requestBody?: unknown;
  responseBody?: unknown;
  /** The JSON of a body, where it is known before it is answered. */
  written?: Written;
  /** The caller's credential, and its SHA-256 in hexadecimal, where that was worked out. */
  credential?: Credential;
  /** Headers as the journal keeps them, where they were worked out before. */
  requestHeaders?: Readonly<Record<string, string>>;
  responseHeaders?: Readonly<Record<string, string>>;
  /** Set with a 200 that would be answered again. */
  lasting?: Lasting;
}

const KEY = 'transmissora';

export const startNotes = (res: Response, now: Instant): Notes => {
  const notes: Notes = { now };
  res.locals[KEY] = notes;
  return notes;
};

/** The notes of this request. There are some behind the record stage. */
export const notesOf = (res: Response): Notes => res.locals[KEY] as Notes;

const AHEAD = 'ahead';

export function keepAhead(res: Response, reader: Reader): void {
  res.locals[AHEAD] = reader;
}

/** Where a stage reads what may have been read ahead for this request: there, or else in the store. */
export const readerOf = (res: Response, store: Reader): Reader => (res.locals[AHEAD] as Reader | undefined) ?? store;

/** From now on everything is read anew: something took its time, or wrote. */
export function forgetAhead(res: Response): void {
  delete res.locals[AHEAD];
}
