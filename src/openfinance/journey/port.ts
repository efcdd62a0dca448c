import type { Request, Response } from 'express';
import type { OpenFinanceContext } from '../context.js';

/** What the pages work with. */
export interface JourneyHouse extends OpenFinanceContext {
  /** Known to every instance of us and to nobody else: proves which forms are ours. */
  readonly secret: string;
  /** Told of anything that is our own doing. */
  report(error: unknown, req: Request): void;
}

/** A customer in the middle of an authorization. */
export interface Sitting {
  /** Names the sitting in the page's address. */
  readonly uid: string;
  readonly consentId: string;
  /** What the receiver is called. */
  readonly receiver: string;
  /** The CPF somebody logged in with. */
  readonly cpf?: string | undefined;
  /** Scheme, host and port of what the browser is sent to with the outcome, the receiver last. */
  readonly returnsTo?: readonly string[];
}

/** The authorization server, as far as the pages need one. Each of the three outcomes answers the request. */
export interface JourneyPort {
  /**
   * The sitting that the browser of this request is in.
   * @throws an error whose `status` is below 500 where there is none: it is over, unknown, or another browser's.
   */
  sitting(req: Request, res: Response): Promise<Sitting>;
  /** Keeps who logged in. Answers the request only to refuse; `true` when the person may go on. */
  login(req: Request, res: Response, cpf: string): Promise<boolean>;
  /** The consent is authorised: gives the receiver what it came for. */
  approve(req: Request, res: Response): Promise<void>;
  /** Tells the receiver `access_denied`. */
  deny(req: Request, res: Response, description: string): Promise<void>;
}
