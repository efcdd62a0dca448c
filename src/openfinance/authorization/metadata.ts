/** Where others find us: scheme, host and port. `mtls`: absent where nobody asks for a certificate, as without TLS. */
interface Places {
  readonly issuer: string;
  readonly pages: string;
  readonly mtls?: string | undefined;
}

/** Endpoints that only callers with a certificate may use. RFC 8705 §5. */
const BEHIND_MTLS = [
  'token_endpoint',
  'pushed_authorization_request_endpoint',
  'registration_endpoint',
  'userinfo_endpoint',
  'revocation_endpoint',
  'introspection_endpoint',
];

/** Members that say what the library could do and the profile does not want. */
const LEFT_OUT = ['request_object_encryption_alg_values_supported', 'request_object_encryption_enc_values_supported'];

/** The discovery document: the library's, held to the profile. FAPI-BR; RULES §7. */
export function metadataOf(
  document: Readonly<Record<string, unknown>>,
  { issuer, pages, mtls }: Places,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(document)
    .filter(([name]) => !LEFT_OUT.includes(name))
    .map(([name, value]) => [name, isEndpoint(name, value) ? movedTo(issuer, value) : value]);
  const aliases = BEHIND_MTLS.map((name) => [name, document[name]] as const)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([name, address]) => [name, movedTo(mtls ?? issuer, address)]);
  return {
    ...Object.fromEntries(entries),
    authorization_endpoint: movedTo(pages, String(document['authorization_endpoint'])),
    response_modes_supported: ['fragment'],
    mtls_endpoint_aliases: Object.fromEntries(aliases),
  };
}

const isEndpoint = (name: string, value: unknown): value is string =>
  typeof value === 'string' && /_(endpoint|uri)$/.test(name);

/** The same address on another scheme, host and port. */
export function movedTo(origin: string, address: string): string {
  const { pathname, search } = new URL(address);
  return `${origin}${pathname}${search}`;
}
