import { readCase, stateNow } from '../consents/case.js';
import { CONSENT_ID } from '../consents/consent.js';
import type { OpenFinanceContext } from '../context.js';
import { errors, type KoaContextWithOIDC } from './library.js';

/** How the scope that names a consent begins. */
const PREFIX = 'consent:';

/** The consents a scope string names, wherever they stand in it. */
export const consentsIn = (scope: string | undefined): readonly string[] =>
  (scope ?? '')
    .split(' ')
    .filter((text) => text.startsWith(PREFIX))
    .map((text) => text.slice(PREFIX.length));

/** The scope string behind a request: what is asked for, or what the code or refresh token it brings was given for. */
export function scopeBehind({ oidc }: KoaContextWithOIDC): string | undefined {
  const { AuthorizationCode: code, RefreshToken: refresh, Interaction: interaction } = oidc.entities;
  return [oidc.params?.['scope'], code?.scope, refresh?.scope, interaction?.params['scope']].find(
    (scope) => typeof scope === 'string',
  ) as string | undefined;
}

/**
 * A customer can only be asked about one consent, of that receiver, which awaits the answer.
 * @throws invalid_scope, or invalid_request for another receiver's consent.
 */
export async function requireAwaitingConsent(
  context: OpenFinanceContext,
  scope: string | undefined,
  clientId: string,
): Promise<void> {
  const [consentId, ...more] = consentsIn(scope);
  if (consentId === undefined) throw invalidScope('the scope must name a consent: consent:urn:...');
  if (more.length > 0) throw invalidScope('the scope must name one consent only');
  const subject = CONSENT_ID.test(consentId) ? await readCase(context.store, context, consentId) : undefined;
  if (!subject) throw invalidScope('the scope names a consent that does not exist');
  if (subject.consent.clientId !== clientId)
    throw new errors.InvalidRequest('the consent in the scope belongs to another client');
  const { status } = stateNow(subject);
  if (status !== 'AWAITING_AUTHORISATION') throw invalidScope(`the consent is ${status}, not AWAITING_AUTHORISATION`);
}

/** The library's own class would repeat the scope in a member the profile does not know. */
export const invalidScope = (description: string) => new errors.CustomOIDCProviderError('invalid_scope', description);
