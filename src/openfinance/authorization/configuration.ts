import { DAY, HOUR, MINUTE, SECOND } from '../../core/instant.js';
import { tokenLife } from '../auth/tokens.js';
import { isConsentActive } from './account.js';
import { NO_SESSIONS, StoreAdapter } from './adapter.js';
import { consentsIn, invalidScope, requireAwaitingConsent, scopeBehind } from './dynamic-scope.js';
import type { AuthorizationHouse } from './house.js';
import { keepIssued } from './issued.js';
import { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC } from './library.js';
import { requireProfile } from './request-object.js';
import { ACRS, CLIENT_DEFAULTS, CLIENT_EXTRAS, SCOPES } from './profile.js';

/** No end of their own: they end with the consent. Seconds. */
const AGES = (100 * 365 * DAY) / SECOND;
const A_MINUTE = MINUTE / SECOND;
const AN_HOUR = HOUR / SECOND;

/** How far apart our clock and a client's may be. Seconds. */
const TOLERANCE = 15;

/** Requests that ask for the customer's authorisation; from then on the consent has its answer. */
const ASKING = ['pushed_authorization_request', 'authorization'];

/** The library, set up as FAPI-BR 2.1.0 wants it. RULES §7. */
export function configurationOf(house: AuthorizationHouse, parts: Parts): Configuration {
  const { store, wall, keys } = house;
  const life = tokenLife(house.settings);
  const shelf = { store, now: () => wall.now(), presetClient: parts.presetClient };
  return {
    adapter: (kind) => (kind === 'Session' ? NO_SESSIONS : new StoreAdapter(kind as never, shelf)),
    jwks: { keys: [keys.privateJwk as never] },
    cookies: { keys: [parts.cookieKey], long: { signed: true }, short: { signed: true } },
    clientDefaults: CLIENT_DEFAULTS,
    extraClientMetadata: { properties: [...CLIENT_EXTRAS] },
    scopes: [...SCOPES],
    claims: { openid: ['sub', 'acr'], acr: null, auth_time: null, iss: null, sid: null } as never,
    acrValues: [...ACRS],
    responseTypes: ['code id_token'],
    subjectTypes: ['public'],
    clientAuthMethods: ['private_key_jwt'],
    clockTolerance: TOLERANCE,
    pkce: { required: () => true },
    enabledJWA: {
      clientAuthSigningAlgValues: ['PS256'],
      idTokenSigningAlgValues: ['PS256'],
      requestObjectSigningAlgValues: ['PS256'],
      userinfoSigningAlgValues: ['PS256'],
      idTokenEncryptionAlgValues: ['RSA-OAEP'],
      idTokenEncryptionEncValues: ['A256GCM'],
      userinfoEncryptionAlgValues: ['RSA-OAEP'],
      userinfoEncryptionEncValues: ['A256GCM'],
      requestObjectEncryptionAlgValues: [],
      requestObjectEncryptionEncValues: [],
    },
    routes: {
      authorization: '/authorize',
      introspection: '/token/introspection',
      jwks: '/jwks',
      pushed_authorization_request: '/par',
      registration: '/register',
      revocation: '/token/revocation',
      token: '/token',
      userinfo: '/userinfo',
    },
    features: {
      claimsParameter: { enabled: true },
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      encryption: { enabled: true },
      fapi: { enabled: true, profile: '1.0 Final' },
      introspection: {
        enabled: true,
        // A receiver may look at its own tokens; those of a consent are active while the consent is.
        allowedPolicy: async (_ctx, client, token) =>
          token.clientId === client.clientId &&
          (token.kind === 'ClientCredentials' || isConsentActive(house, token as { scope?: string })),
      },
      jwtUserinfo: { enabled: true },
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        tlsClientAuth: false,
        selfSignedTlsClientAuth: false,
        getCertificate: (ctx: KoaContextWithOIDC) => house.certificates.of(ctx.req)?.pem,
      } as never,
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      registration: { enabled: true, initialAccessToken: false },
      registrationManagement: { enabled: true, rotateRegistrationAccessToken: false },
      requestObjects: {
        enabled: true,
        requireSignedRequestObject: true,
        assertJwtClaimsAndHeader: (_ctx, claims) => requireProfile(claims, wall.now()),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => house.issuer(),
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource, client) => resourceServer(house, ctx, resource, client.clientId),
      },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
    },
    formats: { customizers: { jwt: (_ctx, token, parts) => keepIssued(store, token, parts as never) as never } },
    interactions: { policy: alwaysAsking(), url: (_ctx, { uid }) => `/auth/interaction/${uid}` },
    // One grant per consent: what an earlier consent of this browser was given is no answer to this one.
    loadExistingGrant: ({ oidc }) => {
      const grantId = oidc.result?.consent?.['grantId'];
      return typeof grantId === 'string' ? oidc.provider.Grant.find(grantId) : undefined;
    },
    findAccount: async (_ctx, accountId, given) =>
      given === undefined || (await isConsentActive(house, given as { scope?: string }))
        ? { accountId, claims: () => ({ sub: accountId }) }
        : undefined,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    renderError: parts.renderError,
    fetch: parts.fetch,
    ttl: {
      AccessToken: life,
      AuthorizationCode: A_MINUTE,
      ClientCredentials: life,
      Grant: AGES,
      IdToken: AN_HOUR,
      Interaction: AN_HOUR,
      PushedAuthorizationRequest: A_MINUTE,
      RefreshToken: AGES,
      RegistrationAccessToken: AGES,
      Session: AN_HOUR,
    } as never,
  };
}

/** What the configuration is handed instead of making it. */
export interface Parts {
  /** Signs cookies; the same on every instance. */
  readonly cookieKey: string;
  readonly presetClient: ConstructorParameters<typeof StoreAdapter>[1]['presetClient'];
  readonly renderError: NonNullable<Configuration['renderError']>;
  readonly fetch: NonNullable<Configuration['fetch']>;
}

/**
 * Our APIs, as the library sees them. It drops scopes that its resource servers do not have, and knows no scope that
 * names a consent: so what they have is said per request (docs/decisions/0019-the-scope-that-names-a-consent.md).
 */
async function resourceServer(house: AuthorizationHouse, ctx: KoaContextWithOIDC, resource: string, clientId: string) {
  if (resource !== house.issuer()) throw new errors.InvalidTarget();
  const scope = scopeBehind(ctx);
  const { route, params } = ctx.oidc;
  if (ASKING.includes(route)) await requireAwaitingConsent(house, scope, clientId);
  const isClientsOwn = params?.['grant_type'] === 'client_credentials';
  if (isClientsOwn && !scope?.split(' ').includes('consents'))
    throw invalidScope('a token of the client itself is for the scope consents');
  const [consentId] = consentsIn(scope);
  const dynamic = consentId === undefined ? [] : [`consent:${consentId}`];
  return {
    scope: (isClientsOwn ? ['consents'] : [...SCOPES, ...dynamic]).join(' '),
    audience: resource,
    accessTokenTTL: tokenLife(house.settings),
    accessTokenFormat: 'jwt' as const,
    jwt: { sign: { alg: 'PS256' as const } },
  };
}

/** The library's own prompts, and one more reason to ask: this consent has no answer yet, whoever is logged in. */
function alwaysAsking() {
  const policy = interactionPolicy.base();
  policy.get('login')?.checks.add(
    new interactionPolicy.Check('undecided', 'the customer has not decided on this consent', ({ oidc }) => {
      const { Check } = interactionPolicy;
      return oidc.result?.consent === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
    }),
  );
  return policy;
}
