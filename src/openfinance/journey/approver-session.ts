import type { Request, Response } from 'express';
import { HOUR, type Instant, SECOND } from '../../core/instant.js';
import { cookieOf } from './language.js';
import { sealed, unsealed } from './secrets.js';

const COOKIE = 'transmissora_approver';
/** Real time. */
const LIFE = HOUR;

/** Whose browser it is: somebody's, or nobody's yet. Kept in the browser, sealed, so that every instance knows it. */
export interface ApproverSession {
  /** Unlike any other session's. */
  readonly id: string;
  readonly cpf?: string;
}

interface Doorman {
  readonly secret: string;
  readonly wall: { now(): Instant };
  readonly ids: { uuid(): string };
}

/** The session of this browser; a new one, for nobody, when it has none that holds. */
export function approverSession(doorman: Doorman, req: Request, res: Response): ApproverSession {
  const [id, cpf, until] = (unsealed(doorman.secret, cookieOf(req, COOKIE)) ?? '').split(' ');
  if (id && Number(until) > doorman.wall.now()) return { id, ...(cpf && { cpf }) };
  return startSession(doorman, req, res);
}

/** Begins anew, for a person or for nobody: what the old session could prove, the new one cannot. */
export function startSession({ secret, wall, ids }: Doorman, req: Request, res: Response, cpf = ''): ApproverSession {
  const id = ids.uuid();
  const value = sealed(secret, `${id} ${cpf} ${wall.now() + LIFE}`);
  const secure = req.secure ? '; Secure' : '';
  res.append(
    'set-cookie',
    `${COOKIE}=${value}; Path=/journey; Max-Age=${LIFE / SECOND}; HttpOnly; SameSite=Lax${secure}`,
  );
  return { id, ...(cpf !== '' && { cpf }) };
}
