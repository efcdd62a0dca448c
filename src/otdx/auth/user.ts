import { createHash } from 'node:crypto';
import { Refusal } from '../../core/errors.js';
import type { IdSource } from '../../core/ids.js';
import { collection, type Reader, type Transaction } from '../../store/store.js';
import { hashOf, matches, type PasswordHash } from './password.js';

/** Somebody of a fund administrator. Users of one Chinese-wall group share its portfolios. OTD-TOK-04. */
export interface OtdxUser {
  readonly username: string;
  readonly password: PasswordHash;
  readonly group: string;
  /** 40 hex digits, the same as long as the user lives. OTD-TOK-01. */
  readonly token: string;
}

export const USERS = collection<OtdxUser>('otdx-users', { token: ({ token }) => token });

export interface NewUser {
  readonly username: string;
  readonly password: string;
  readonly group: string;
}

/** @throws Refusal (conflict) when the name is taken. */
export async function createUser(
  tx: Transaction,
  { ids }: { readonly ids: IdSource },
  { username, password, group }: NewUser,
): Promise<OtdxUser> {
  if (await tx.get(USERS, username)) throw new Refusal('conflict', `user ${username} already exists`);
  const token = createHash('sha1').update(ids.uuid()).digest('hex');
  const user = { username, password: hashOf(password), group, token };
  await tx.put(USERS, username, user);
  return user;
}

/** The user with this name and password; undefined when either is wrong, without telling which. */
export async function userWith(reader: Reader, username: string, password: string): Promise<OtdxUser | undefined> {
  const user = (await reader.get(USERS, username))?.value;
  return user && matches(user.password, password) ? user : undefined;
}

export const userOfToken = async (reader: Reader, token: string): Promise<OtdxUser | undefined> =>
  (await reader.list(USERS, { index: 'token', equals: token }))[0]?.value;
