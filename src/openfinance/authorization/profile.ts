import { RESOURCE_TYPES, TYPES } from '../vocabulary.js';

/** Levels of assurance, weakest first. RULES §7. */
export const ACRS = ['urn:brasil:openbanking:loa2', 'urn:brasil:openbanking:loa3'] as const;

/** Every scope there is, but for the one that names a consent. Scopes of products not sold stay: RULES §7, Metadata. */
export const SCOPES: readonly string[] = [
  'openid',
  'consents',
  'resources',
  'customers',
  ...RESOURCE_TYPES.map((type) => TYPES[type].family),
];

/** What every client is, whether it says so or not. */
export const CLIENT_DEFAULTS = {
  grant_types: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
  response_types: ['code id_token' as const],
  token_endpoint_auth_method: 'private_key_jwt' as const,
  token_endpoint_auth_signing_alg: 'PS256' as const,
  id_token_signed_response_alg: 'PS256' as const,
  id_token_encrypted_response_alg: 'RSA-OAEP' as const,
  id_token_encrypted_response_enc: 'A256GCM' as const,
  request_object_signing_alg: 'PS256' as const,
  tls_client_certificate_bound_access_tokens: true,
  require_pushed_authorization_requests: true,
  require_signed_request_object: true,
};

/** What is kept of a client besides what OpenID knows: where it comes from. */
export const CLIENT_EXTRAS = ['org_id', 'software_id', 'software_roles', 'software_statement', 'webhook_uris'] as const;
