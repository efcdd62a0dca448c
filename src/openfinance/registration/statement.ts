import { createLocalJWKSet } from 'jose/jwks/local';
import { decodeJwt } from 'jose/jwt/decode';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';
import { randomIds } from '../../core/ids.js';
import { MINUTE, SECOND, type Instant } from '../../core/instant.js';
import { ALGORITHM, type SigningKeys } from '../auth/keys.js';
import { OAuthRefusal } from '../auth/oauth-error.js';

/** Who signs software statements: our mock of the directory of Open Finance Brasil. */
export const DIRECTORY_ISSUER = 'Open Banking Open Banking Brasil sandbox SSA issuer';

/** How old a statement may be. Included. RULES §7, DCR. */
const LONGEST = 5 * MINUTE;
/** How far ahead its clock may be. Seconds. RULES §7. */
const TOLERANCE = 60;

/** A software statement, by the names the directory gives its claims. */
export interface Statement {
  readonly org_id: string;
  readonly org_name: string;
  readonly org_number: string;
  readonly org_status: string;
  readonly software_id: string;
  readonly software_client_id: string;
  readonly software_client_name: string;
  readonly software_client_uri: string;
  readonly software_logo_uri: string;
  readonly software_policy_uri: string;
  readonly software_tos_uri: string;
  readonly software_environment: string;
  readonly software_mode: string;
  readonly software_status: string;
  readonly software_version: string;
  readonly software_jwks_uri: string;
  readonly software_redirect_uris: readonly string[];
  readonly software_api_webhook_uris: readonly string[];
  readonly software_roles: readonly string[];
}

export const signStatement = (statement: Statement, keys: SigningKeys, now: Instant): Promise<string> =>
  new SignJWT({ ...statement })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: keys.kid })
    .setIssuer(DIRECTORY_ISSUER)
    .setIssuedAt(Math.floor(now / SECOND))
    .setJti(randomIds.uuid())
    .sign(keys.privateKey);

/** @throws OAuthRefusal invalid_software_statement. */
export async function readStatement(text: unknown, keys: SigningKeys, now: Instant): Promise<Statement> {
  if (typeof text !== 'string') throw invalid('a software_statement is required');
  let claims: Readonly<Record<string, unknown>>;
  try {
    const { payload } = await jwtVerify(text, createLocalJWKSet({ keys: [keys.publicJwk] }), {
      algorithms: [ALGORITHM],
      typ: 'JWT',
      issuer: DIRECTORY_ISSUER,
      requiredClaims: ['iat'],
      currentDate: new Date(now),
      clockTolerance: TOLERANCE,
    });
    claims = payload;
  } catch {
    throw invalid('the software statement was not signed by the directory at /directory/keystore/openbanking.jwks');
  }
  const issuedAt = Number(claims['iat']) * SECOND;
  if (now - issuedAt > LONGEST) throw invalid('the software statement is older than 5 minutes');
  if (issuedAt - now > TOLERANCE * SECOND) throw invalid('the software statement was issued in the future');
  return claims as unknown as Statement;
}

/** The claims of a statement that was read before. */
export const claimsOf = (text: string): Statement => decodeJwt(text);

const invalid = (description: string) => new OAuthRefusal('invalid_software_statement', description);
