import type { IncomingHttpHeaders } from 'node:http';
import type { Request } from 'express';
import type { FaultMatch } from '../../core/fault.js';
import type { ConsentCase } from '../consents/case.js';

/** An answer as the family finished it; header names in lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: none. A text is sent as it is. */
  readonly body?: unknown;
}

/** What a bend may look at besides the answer. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** What the answer was made of, where a consent was admitted. */
  readonly subject?: ConsentCase;
}

/**
 * A breach of rules this server can be told to commit. It bends the request before anything looks at it, the facts before
 * the rules read them, or the answer after the rules made it. A bend that changes nothing answers what it was given.
 */
export interface Deviation {
  readonly id: string;
  /** The rules a judge must find broken, and no others. */
  readonly breaks: readonly string[];
  readonly about: { readonly pt: string; readonly en: string };
  /** The calls it can bend; what it was put for narrows them further. */
  readonly scope: Omit<FaultMatch, 'consentId'>;
  /** It begins only after so many calls of one consent. */
  readonly after?: number;
  /** Whether it bent the request. */
  readonly request?: (req: Request) => boolean;
  readonly facts?: (subject: ConsentCase) => ConsentCase;
  readonly answer?: (answer: Answer, heard: Heard) => Answer;
}

/** A deviation in force. */
export interface Kept {
  readonly id: string;
  readonly match: FaultMatch;
  /** How many calls it may still bend; any number, when absent. */
  readonly times?: number;
}
