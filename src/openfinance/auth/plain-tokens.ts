import { constants, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import type { SigningKeys } from './keys.js';

/** Headers of our tokens are few: what we and the authorization server write. */
const MOST = 8;

/**
 * Says yes to tokens that are plainly signed by us, at once, and nothing else: the library hands each signature to another
 * thread, which costs more than checking it. Only a header that the library took before, to the byte, is taken here. Where
 * this does not say yes, the library decides.
 */
export class PlainTokens {
  readonly #key: KeyObject;
  /** As they stand in tokens. All that the library asks of a header is the same for every token. */
  readonly #headers = new Set<string>();

  constructor({ publicJwk }: Pick<SigningKeys, 'publicJwk'>) {
    this.#key = createPublicKey({ key: publicJwk as JsonWebKey, format: 'jwk' });
  }

  /** Told of each token the library took. */
  took(token: string): void {
    // A copy: a slice would keep the whole token from going.
    if (this.#headers.size < MOST) this.#headers.add(Buffer.from(token.slice(0, token.indexOf('.'))).toString());
  }

  /** The claims of a token with our signature; `undefined` where the library decides. Of the claims nothing is checked. */
  claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
    const [header = '', payload = '', signature = '', ...more] = token.split('.');
    if (!this.#headers.has(header) || more.length > 0) return undefined;
    const bytes = Buffer.from(signature, 'base64url');
    // Node reads more spellings of one signature than there are.
    if (bytes.toString('base64url') !== signature) return undefined;
    const signed = Buffer.from(`${header}.${payload}`);
    return verify('sha256', signed, { key: this.#key, ...PSS }, bytes) ? objectIn(payload) : undefined;
  }
}

/** PS256. RFC 7518 §3.5. */
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

function objectIn(payload: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
