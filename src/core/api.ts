import type { NextFunction, Request, RequestHandler, Response, Router } from 'express';
import type { Instant } from './instant.js';

/** One official API: a document, a base path and the routes below it. */
export interface Api {
  readonly name: string;
  readonly title: string;
  /** Where its paths begin; empty at the root, where it takes just the paths of its operations. */
  readonly basePath: string;
  /** File of the contract document, below `spec/`. */
  readonly spec: string;
  /** Schemas of the document our answers deliberately do not follow, by their keys joined by `/`; each has a decision. */
  readonly relaxed?: readonly string[];
  /** Whether it tells everything its document finds wrong with a request. The same for all APIs of one document. */
  readonly tellsAll?: boolean;
  /** What callers ask when everything else fails: faults that name neither it nor a path pass it by. */
  readonly isAside?: boolean;
  /** How long its answers may take in real time, where that is not the usual. Milliseconds. */
  readonly answerLimit?: number;
  /** What it answers, by method and path; `{name}` stands for one segment. */
  readonly operations: readonly { readonly method: string; readonly path: string }[];
  readonly routes: Router;
}

/** Who calls, as far as valid credentials say, and the time on that customer's clock. */
export interface Caller {
  readonly clientId?: string;
  readonly consentId?: string;
  readonly grant?: 'consent' | 'client';
  readonly now?: Instant;
}

/** The header by which callers tell their calls apart; every answer gives it back. */
export interface Correlation {
  /** In lower case. */
  readonly header: string;
  isValid(text: string): boolean;
}

/** How a family speaks: what it does before an API's routes, and how it words an error. */
export interface Dialect<A extends Api> {
  /** Headers that every answer carries. */
  wireHeaders(api: A): RequestHandler;
  /** Absent where callers do not number their calls: then no answer is given twice. */
  readonly correlation?: Correlation;
  /** Who is behind a request nothing was checked of yet. Never throws for what the caller sent. */
  callerOf(req: Request): Promise<Caller>;
  /**
   * Begins, without waiting, to read what the family will read for a request nothing was checked of yet. A guess: whether it
   * was right is found out by reading the same again.
   */
  foresee?(req: Request, res: Response): readonly Promise<unknown>[];
  /** Credentials and the checks that come before the document's own, in order. */
  admission(api: A): readonly RequestHandler[];
  /**
   * The family's error for a status from 400 on, or for an answer that took too long, with further headers: to be thrown
   * at a request to the API.
   */
  errorOf(status: number | 'timeout', headers: Readonly<Record<string, string>>, api: A, req: Request): Error;
  /** Turns anything thrown into the family's error body; `api` is absent where the path belongs to none. */
  renderError(error: unknown, req: Request, res: Response, next: NextFunction, api?: A): void;
}

/** A set of APIs with one dialect. Families share the kernel and nothing else. */
export interface Family<A extends Api> {
  readonly name: string;
  readonly apis: readonly A[];
  readonly dialect: Dialect<A>;
}
