import { hash } from 'node:crypto';
import type { JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet } from 'jose/jwks/local';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';
import { LRUCache } from 'lru-cache';
import type { WallClock } from '../../core/clock.js';
import { addDuration, type Duration } from '../../core/duration.js';
import { randomIds } from '../../core/ids.js';
import { type Instant, SECOND } from '../../core/instant.js';
import type { Reader } from '../../store/store.js';
import { ALGORITHM, type SigningKeys } from './keys.js';
import { PlainTokens } from './plain-tokens.js';

/** What a valid access token stands for. */
export interface Grant {
  /** SHA-256 of the token, in hexadecimal. */
  readonly digest: string;
  readonly clientId: string;
  /** The consent the token is bound to; absent for client credentials. */
  readonly consentId?: string;
  readonly scopes: ReadonlySet<string>;
  /** The certificate it is bound to, `x5t#S256`; absent for quick work without certificates. RFC 8705. */
  readonly thumbprint?: string;
  /** The record it counts no longer than; absent for tokens of the admin API. */
  readonly recordId?: string;
  /** Seconds since the epoch, real time. */
  readonly notBefore: number;
  readonly expiresAt: number;
}

export interface TokenRequest {
  readonly clientId: string;
  readonly consentId?: string;
  /** Space-separated, without the `consent:` scope. */
  readonly scope: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** `x5t#S256` of the certificate it is bound to. */
  readonly thumbprint?: string;
}

/** RFC 6749 §5.1. */
export interface IssuedToken {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/** Life of an access token when none is asked for. Seconds. */
export const tokenLife = ({ accessTokenLife }: { readonly accessTokenLife: Duration }): number =>
  addDuration(0, accessTokenLife) / SECOND;

const CONSENT_SCOPE = 'consent:';
/** RFC 8705 §3.1. */
const THUMBPRINT = 'x5t#S256';
/** Verified tokens remembered at once. */
const CACHE_SIZE = 10_000;

/** Issues and verifies access tokens: JWT (RFC 9068), PS256. Token life follows real time, not the virtual clock. */
export class AccessTokens {
  readonly #keys: SigningKeys;
  /** Finds the published key a token names. */
  readonly #keyOf: JWTVerifyGetKey;
  readonly #plain: PlainTokens;
  readonly #wall: WallClock;
  readonly #issuer: () => string;
  readonly #isRecorded: (grant: Grant, now: Instant, reader?: Reader) => Promise<boolean>;
  readonly #verified = new LRUCache<string, Grant>({ max: CACHE_SIZE });

  /** `isRecorded`: whether the record of a token that has one is still there, as a reader finds it. */
  constructor(
    keys: SigningKeys,
    wall: WallClock,
    issuer: () => string,
    isRecorded: (grant: Grant, now: Instant, reader?: Reader) => Promise<boolean>,
  ) {
    this.#keys = keys;
    this.#keyOf = createLocalJWKSet({ keys: [keys.publicJwk] });
    this.#plain = new PlainTokens(keys);
    this.#wall = wall;
    this.#issuer = issuer;
    this.#isRecorded = isRecorded;
  }

  async issue({ clientId, consentId, scope, expiresIn, thumbprint }: TokenRequest): Promise<IssuedToken> {
    const scopes = boundTo(consentId, scope);
    const issuedAt = this.#seconds();
    const bound = thumbprint === undefined ? {} : { cnf: { [THUMBPRINT]: thumbprint } };
    const token = await new SignJWT({ client_id: clientId, scope: scopes, ...bound })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: this.#keys.kid })
      .setIssuer(this.#issuer())
      .setAudience(this.#issuer())
      .setSubject(consentId ?? clientId)
      .setJti(randomIds.uuid())
      .setIssuedAt(issuedAt)
      .setNotBefore(issuedAt)
      .setExpirationTime(issuedAt + expiresIn)
      .sign(this.#keys.privateKey);
    return { access_token: token, token_type: 'Bearer', expires_in: expiresIn, scope: scopes };
  }

  /** What the token grants, or undefined when it is not one of ours, is expired, not yet valid or revoked. */
  async verify(token: string, reader?: Reader): Promise<Grant | undefined> {
    const grant = await this.read(token);
    return grant && (await this.isGood(grant, reader)) ? grant : undefined;
  }

  /** What a token of ours grants while it is good. */
  async read(token: string): Promise<Grant | undefined> {
    const digest = digestOf(token);
    const known = this.#verified.get(digest);
    if (known) return known;
    const grant = await this.#verify(token, digest);
    if (grant) this.#verified.set(digest, grant);
    return grant;
  }

  /** Whether a grant is neither expired, not yet valid nor revoked. */
  async isGood(grant: Grant, reader?: Reader): Promise<boolean> {
    if (!this.#isCurrent(grant)) return false;
    return grant.recordId === undefined || this.#isRecorded(grant, this.#wall.now(), reader);
  }

  /** What a token granted when it was last verified here; whether it still does, `verify` says. */
  seen(token: string): Grant | undefined {
    return this.#verified.get(digestOf(token));
  }

  async #verify(token: string, digest: string): Promise<Grant | undefined> {
    const claims = this.#plain.claimsOf(token);
    if (claims && this.#isForUs(claims)) return grantOf(claims, digest);
    try {
      const { payload } = await jwtVerify(token, this.#keyOf, {
        algorithms: [ALGORITHM],
        typ: 'at+jwt',
        issuer: this.#issuer(),
        audience: this.#issuer(),
        requiredClaims: ['exp', 'nbf', 'client_id', 'scope'],
        currentDate: new Date(this.#wall.now()),
      });
      this.#plain.took(token);
      return grantOf(payload, digest);
    } catch {
      // Whatever is wrong with it, the caller may only learn that the token is not accepted (RES-101).
      return undefined;
    }
  }

  /** Whether the library would find nothing wrong with the claims of a token, beyond doubt. RFC 9068 §4. */
  #isForUs({ iss, aud, iat, nbf, exp, client_id: clientId, scope }: Readonly<Record<string, unknown>>): boolean {
    const issuer = this.#issuer();
    if (iss !== issuer || aud !== issuer || typeof clientId !== 'string' || typeof scope !== 'string') return false;
    if (typeof iat !== 'number' || typeof nbf !== 'number' || typeof exp !== 'number') return false;
    return this.#isCurrent({ notBefore: nbf, expiresAt: exp });
  }

  #isCurrent({ notBefore, expiresAt }: Pick<Grant, 'notBefore' | 'expiresAt'>): boolean {
    const now = this.#seconds();
    return notBefore <= now && now < expiresAt;
  }

  #seconds(): number {
    return Math.floor(this.#wall.now() / SECOND);
  }
}

const digestOf = (token: string): string => hash('sha256', token);

/** The consent a token is bound to is said once, and is never taken from the scope asked for. */
function boundTo(consentId: string | undefined, scope: string): string {
  const asked = scope.split(' ').filter((text) => text !== '' && !text.startsWith(CONSENT_SCOPE));
  return [...asked, ...(consentId === undefined ? [] : [`${CONSENT_SCOPE}${consentId}`])].join(' ');
}

function grantOf(payload: Readonly<Record<string, unknown>>, digest: string): Grant | undefined {
  const { client_id: clientId, scope, nbf, exp, cnf, jti, recorded } = payload;
  // Bound to something else than a certificate: nobody can prove that here.
  const thumbprint = cnf === undefined ? undefined : (cnf as Record<string, unknown> | null)?.[THUMBPRINT];
  if (cnf !== undefined && typeof thumbprint !== 'string') return undefined;
  if (typeof clientId !== 'string' || typeof scope !== 'string') return undefined;
  if (typeof nbf !== 'number' || typeof exp !== 'number') return undefined;
  const scopes = scope.split(' ').filter((text) => text !== '');
  const consents = scopes
    .filter((text) => text.startsWith(CONSENT_SCOPE))
    .map((text) => text.slice(CONSENT_SCOPE.length));
  if (consents.length > 1) return undefined;
  const [consentId] = consents;
  return {
    digest,
    clientId,
    scopes: new Set(scopes),
    notBefore: nbf,
    expiresAt: exp,
    ...(consentId !== undefined && { consentId }),
    ...(recorded === true && typeof jti === 'string' && { recordId: jti }),
    ...(typeof thumbprint === 'string' && { thumbprint }),
  };
}
