/** Of the authorization request, as texts; the library has verified both. */
interface Parameters {
  readonly claims?: unknown;
  readonly id_token_hint?: unknown;
}

/**
 * Whether a request is content with this person: it may name one by the claim `sub`, or by an id_token of theirs.
 * OpenID Connect Core 3.1.2.1 and 5.5.1.
 */
export function isWantedSubject({ claims, id_token_hint: hint }: Parameters, subject: string): boolean {
  const named = typeof claims === 'string' ? (JSON.parse(claims) as Wanted).id_token?.sub?.value : undefined;
  const hinted = typeof hint === 'string' ? claimsIn(hint).sub : undefined;
  return (named ?? subject) === subject && (hinted ?? subject) === subject;
}

/** Of a JWT that has been verified. */
const claimsIn = (jwt: string): { readonly sub?: string } =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

interface Wanted {
  readonly id_token?: { readonly sub?: { readonly value?: string } | null } | null;
}
