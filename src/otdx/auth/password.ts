import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** Salt and key of a password, in hex: what is kept instead of it. */
export interface PasswordHash {
  readonly salt: string;
  readonly key: string;
}

/** Cheap on purpose: passwords here are invented, and a test makes many. */
const COST = { N: 1024 };
const LENGTH = 32;

export function hashOf(password: string): PasswordHash {
  const salt = randomBytes(16).toString('hex');
  return { salt, key: scryptSync(password, salt, LENGTH, COST).toString('hex') };
}

export const matches = ({ salt, key }: PasswordHash, password: string): boolean =>
  timingSafeEqual(scryptSync(password, salt, LENGTH, COST), Buffer.from(key, 'hex'));
