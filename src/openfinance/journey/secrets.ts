import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Proof that a form came from a page of ours: made of what only this browser and we know, such as a session or an
 * interaction. The same on every instance that has the secret.
 */
export const proofOf = (secret: string, subject: string): string =>
  createHmac('sha256', secret).update(subject).digest('base64url');

export function isProof(secret: string, subject: string, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  const [expected, got] = [Buffer.from(proofOf(secret, subject)), Buffer.from(given)];
  return expected.length === got.length && timingSafeEqual(expected, got);
}

/** A value that comes back as we gave it, or not at all. */
export const sealed = (secret: string, value: string): string => {
  const text = Buffer.from(value).toString('base64url');
  return `${text}.${proofOf(secret, `sealed ${text}`)}`;
};

/** What was sealed; `undefined` for what was not, or was changed. */
export function unsealed(secret: string, given: string | undefined): string | undefined {
  const [text = '', proof] = (given ?? '').split('.');
  return isProof(secret, `sealed ${text}`, proof) ? Buffer.from(text, 'base64url').toString() : undefined;
}
