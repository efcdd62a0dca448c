import { createPublicKey } from 'node:crypto';
import { OAuthRefusal } from '../auth/oauth-error.js';
import type { Statement } from './statement.js';

type Json = Readonly<Record<string, unknown>>;

/** The subject of the certificate that asks, by the short names of its fields. */
export type Subject = Readonly<Record<string, string>>;

/** What each role of the directory may ask for, of what there is here. RULES §7: DADOS has every data scope. */
const scopesFor = (roles: readonly string[], offered: readonly string[]): readonly string[] =>
  roles.includes('DADOS') ? offered : ['openid'];

/** Scopes that are right for some role, and which we do not have. */
const FOREIGN_SCOPES: Readonly<Record<string, readonly string[]>> = {
  DADOS: ['credit-portability'],
  PAGTO: ['payments', 'recurring-payments', 'nrp-consents', 'recurring-consents'],
};

/** @throws OAuthRefusal unless the certificate is the statement's organisation's and software's. */
export function requireSameOwner(
  subject: Subject,
  { org_id, software_id, org_status, software_status }: Statement,
): void {
  if (subject['organizationIdentifier'] !== `OFBBR-${org_id}`)
    throw new OAuthRefusal('invalid_software_statement', 'the certificate belongs to another organisation');
  if (subject['UID'] !== software_id)
    throw new OAuthRefusal('invalid_software_statement', 'the certificate belongs to another software');
  if (org_status !== 'Active' || software_status !== 'Active')
    throw new OAuthRefusal('unapproved_software_statement', 'the organisation or the software is not active');
}

/**
 * A client's metadata: what it asks for, held to its software statement.
 * @throws OAuthRefusal. RULES §7, DCR.
 */
export function metadataOf(asked: Json, statement: Statement, offered: readonly string[]): Json {
  if (asked['jwks'] !== undefined) throw wrong('jwks is not accepted by value: use jwks_uri');
  const jwksUri = asked['jwks_uri'] ?? statement.software_jwks_uri;
  if (jwksUri !== statement.software_jwks_uri) throw wrong('jwks_uri is not the software_jwks_uri of the statement');
  const method = asked['token_endpoint_auth_method'] ?? 'private_key_jwt';
  if (method !== 'private_key_jwt') throw wrong('token_endpoint_auth_method must be private_key_jwt');
  if (asked['tls_client_certificate_bound_access_tokens'] === false)
    throw wrong('tls_client_certificate_bound_access_tokens must be true');
  return {
    ...asked,
    jwks_uri: jwksUri,
    redirect_uris: redirectUris(asked['redirect_uris'], statement),
    ...webhookUris(asked['webhook_uris'], statement),
    scope: scopeOf(asked['scope'], statement, offered),
    client_name: statement.software_client_name,
    client_uri: statement.software_client_uri,
    logo_uri: statement.software_logo_uri,
    policy_uri: statement.software_policy_uri,
    tos_uri: statement.software_tos_uri,
    org_id: statement.org_id,
    software_id: statement.software_id,
    software_roles: statement.software_roles,
  };
}

function redirectUris(asked: unknown, { software_redirect_uris: allowed }: Statement): readonly string[] {
  const isListed = Array.isArray(asked) && asked.length > 0 && asked.every((uri) => allowed.includes(uri));
  if (isListed) return asked;
  throw new OAuthRefusal('invalid_redirect_uri', 'redirect_uris must be some of the software_redirect_uris');
}

function webhookUris(asked: unknown, { software_api_webhook_uris: allowed }: Statement): Json {
  if (asked === undefined) return {};
  if (Array.isArray(asked) && asked.every((uri) => allowed.includes(uri))) return { webhook_uris: asked };
  throw new OAuthRefusal('invalid_webhook_uris', 'webhook_uris must be some of the software_api_webhook_uris');
}

function scopeOf(asked: unknown, { software_roles: roles }: Statement, offered: readonly string[]): string {
  const allowed = scopesFor(roles, offered);
  if (asked === undefined) return allowed.join(' ');
  if (typeof asked !== 'string') throw wrong('scope must be a text');
  const wanted = asked.split(' ').filter((scope) => scope !== '');
  const foreign = roles.flatMap((role) => FOREIGN_SCOPES[role] ?? []);
  const beyond = wanted.find((scope) => !allowed.includes(scope) && !foreign.includes(scope));
  if (beyond === undefined) return wanted.filter((scope) => allowed.includes(scope)).join(' ') || 'openid';
  throw new OAuthRefusal('invalid_scope', 'the roles of the software do not allow a scope that is asked for');
}

/** What each use of a key is for. FAPI-BR: signed PS256, encrypted RSA-OAEP. */
const USES = { sig: 'PS256', enc: 'RSA-OAEP' } as const;
/** Bits of an RSA key, at least. FAPI 1.0 Baseline 5.2.2. */
const SHORTEST_KEY = 2048;

/** @throws OAuthRefusal unless there is a key to encrypt with, and one to verify with, that can do it. */
export function requireKeys(jwks: unknown): void {
  const { keys } = (jwks ?? {}) as { keys?: unknown };
  const all: readonly Json[] = Array.isArray(keys) ? keys.map((key) => Object(key)) : [];
  for (const [use, alg] of Object.entries(USES)) {
    if (!all.some((key) => key['use'] === use)) throw wrong(`there is no key with use ${use} at jwks_uri`);
    if (!all.some((key) => key['use'] === use && (key['alg'] ?? alg) === alg && isLongRsaKey(key)))
      throw wrong(`no key with use ${use} at jwks_uri is for ${alg}: RSA of ${SHORTEST_KEY} bits or more`);
  }
}

function isLongRsaKey({ kty, n, e }: Json): boolean {
  if (kty !== 'RSA' || typeof n !== 'string' || typeof e !== 'string') return false;
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    return (asymmetricKeyDetails?.modulusLength ?? 0) >= SHORTEST_KEY;
  } catch {
    return false;
  }
}

export const wrong = (description: string) => new OAuthRefusal('invalid_client_metadata', description);
