import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Instant, MINUTE } from '../../core/instant.js';
import { collection, type Store } from '../../store/store.js';

/** How long a key spares the further pages of a query from counting. Milliseconds, end included. PRD-010. */
const LIFE = 60 * MINUTE;

/** One secret for the whole store: a key issued by one instance is good at every other. */
const SECRETS = collection<{ readonly secret: string }>('pagination-secret');
const SECRET_ID = 'only';

/** What a key is good for: the same question of the same consent. */
export interface Question {
  readonly consentId: string;
  readonly path: string;
  readonly filters: string;
}

/** The key that goes with a question from now on, and whether the one that came with it still holds. */
export interface PaginationKey {
  readonly key: string;
  readonly isKnown: boolean;
}

/** Keeps a key that holds, and issues another in place of one that does not. */
export async function paginationKey(
  store: Store,
  question: Question,
  { received, now }: { readonly received: string | null; readonly now: Instant },
): Promise<PaginationKey> {
  const secret = (await store.get(SECRETS, SECRET_ID))?.value.secret ?? (await makeSecret(store));
  if (received !== null && holds(secret, question, received, now)) return { key: received, isKnown: true };
  return { key: keyAt(secret, question, now), isKnown: false };
}

const makeSecret = (store: Store): Promise<string> =>
  store.transaction(async (tx) => {
    const known = await tx.get(SECRETS, SECRET_ID);
    if (known) return known.value.secret;
    const secret = randomBytes(32).toString('base64url');
    await tx.put(SECRETS, SECRET_ID, { secret });
    return secret;
  });

/** When it was issued, and the proof that it was, here and for this question. */
function keyAt(secret: string, { consentId, path, filters }: Question, issuedAt: Instant): string {
  const written = issuedAt.toString(36);
  const proof = createHmac('sha256', secret).update(JSON.stringify([consentId, path, filters, written]));
  return `${written}.${proof.digest('base64url')}`;
}

function holds(secret: string, question: Question, received: string, now: Instant): boolean {
  const issuedAt = Number.parseInt(received, 36);
  if (!Number.isSafeInteger(issuedAt) || issuedAt > now || now - issuedAt > LIFE) return false;
  const [given, expected] = [Buffer.from(received), Buffer.from(keyAt(secret, question, issuedAt))];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
