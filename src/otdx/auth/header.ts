import type { Request, Response } from 'express';
import type { Reader } from '../../store/store.js';
import { OtdxError } from '../wire/errors.js';
import { type OtdxUser, userOfToken } from './user.js';

/** @throws OtdxError 401 in the framework's words for what is wrong with the header. OTD-TOK-03. */
export async function requireUser(reader: Reader, req: Request): Promise<OtdxUser> {
  const [scheme = '', ...rest] = (req.headers.authorization ?? '').trim().split(/\s+/);
  if (scheme.toLowerCase() !== 'token') throw new OtdxError('TOKEN_ABSENT');
  const [token] = rest;
  if (token === undefined) throw new OtdxError('TOKEN_EMPTY');
  if (rest.length > 1) throw new OtdxError('TOKEN_SPACES');
  const user = await userOfToken(reader, token);
  if (!user) throw new OtdxError('TOKEN_INVALID');
  return user;
}

const KEY = 'otdx-user';

/** Lets the rooms behind admission see whose call it is. */
export function keepUser(res: Response, user: OtdxUser): void {
  res.locals[KEY] = user;
}

/** The user of an admitted request. */
export const userOf = (res: Response): OtdxUser => res.locals[KEY] as OtdxUser;
