import type { NextFunction, Request, RequestHandler, Response, Router } from 'express';

/** One official API: a document, a base path and the routes below it. */
export interface Api {
  readonly name: string;
  readonly title: string;
  readonly basePath: string;
  /** File of the contract document, below `spec/`. */
  readonly spec: string;
  readonly routes: Router;
}

/** How a family speaks: what it does before an API's routes, and how it words an error. */
export interface Dialect<A extends Api> {
  /** Headers, credentials and the checks that come before the document's own, in order. */
  admission(api: A): readonly RequestHandler[];
  /** Turns anything thrown into the family's error body. */
  renderError(error: unknown, req: Request, res: Response, next: NextFunction): void;
}

/** A set of APIs with one dialect. Families share the kernel and nothing else. */
export interface Family<A extends Api> {
  readonly name: string;
  readonly apis: readonly A[];
  readonly dialect: Dialect<A>;
}
