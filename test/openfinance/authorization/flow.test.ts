import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CryptoKey, exportJWK, importJWK, type JWK } from 'jose';
import * as openid from 'openid-client';
import { fetch as fetchWith } from 'undici';
import { Browser } from './browser.js';
import { consentOf, CUSTOMER, decide, endConsent, login, newConsent, resources } from './journey.js';
import { ask, DEMO_KEYS, type House, house, Receiver } from './receiver.js';

let world: House;
beforeAll(async () => {
  world = await house();
});
afterAll(async () => world[Symbol.asyncDispose]());

const REDIRECT = 'https://receptora.test/callback';

/** The keys a receiver has made for itself, and their public halves. */
async function ownKeys() {
  const [sig, enc] = DEMO_KEYS['client-2']?.keys ?? [];
  const keys = [sig, enc].map((key, index) => ({ ...key, kid: `own-${index}` })) as (JWK & { kid: string })[];
  const publicKeys = await Promise.all(
    keys.map(async ({ kty = '', n = '', e = '', use = '', alg = '', kid }) => ({
      ...(await exportJWK((await importJWK({ kty, n, e }, alg)) as CryptoKey)),
      use,
      alg,
      kid,
    })),
  );
  return { keys, jwks: { keys: publicKeys } };
}

test('registers → consents → PAR → page → code → token → /resources → refresh → revoke, with openid-client over TLS', async () => {
  const { first, metadata, mtlsUrl } = world;
  const { keys, jwks } = await ownKeys();
  const customFetch = ((url: string, init: object) =>
    fetchWith(url, { ...init, dispatcher: first.mtls } as never)) as never;

  // The directory: a software statement for the certificate we hold, with our keys.
  const asked = { jwks, redirectUris: [REDIRECT], clientName: 'Receptora nova' };
  const statement = await ask(first.mtls, `${mtlsUrl}/directory/ssa`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  expect(statement.status).toBe(201);
  const { software_statement, software_jwks_uri: jwks_uri } = statement.body as Record<string, string>;

  // Registration.
  const [signing, decrypting] = await Promise.all(keys.map((key) => importJWK(key, key.alg) as Promise<CryptoKey>));
  if (!signing || !decrypting) throw new Error('no keys');
  const auth = openid.PrivateKeyJwt({ key: signing, kid: 'own-0' });
  const config = await openid.dynamicClientRegistration(
    new URL(metadata['issuer'] ?? ''),
    { software_statement, jwks_uri, redirect_uris: [REDIRECT], use_mtls_endpoint_aliases: true } as never,
    auth,
    { [openid.customFetch]: customFetch },
  );
  const { client_id: clientId } = config.clientMetadata();
  expect(config.clientMetadata()).toMatchObject({
    client_name: 'Receptora nova',
    tls_client_certificate_bound_access_tokens: true,
  });
  openid.useCodeIdTokenResponseType(config);
  openid.enableDetachedSignatureResponseChecks(config);
  openid.enableDecryptingResponses(config, ['A256GCM'], { key: decrypting, kid: 'own-1', alg: 'RSA-OAEP' });

  // A consent, asked for with the client's own token.
  const registered = new Receiver({
    clientId,
    keys,
    metadata,
    mtls: first.mtls,
    browser: first.browser,
    redirectUri: REDIRECT,
  });
  const own = await openid.clientCredentialsGrant(config, { scope: 'consents' });
  expect([own.expires_in, own.scope]).toEqual([900, 'consents']);
  const consentId = await newConsent(world, registered);

  // The authorization, by PAR, a signed request and PKCE.
  const [pkceCodeVerifier, expectedNonce, expectedState] = [
    openid.randomPKCECodeVerifier(),
    openid.randomNonce(),
    openid.randomState(),
  ];
  const parameters = {
    redirect_uri: REDIRECT,
    scope: `openid resources accounts consent:${consentId}`,
    nonce: expectedNonce,
    state: expectedState,
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    claims: JSON.stringify({ id_token: { acr: { essential: true } } }),
  };
  const withRequest = await openid.buildAuthorizationUrlWithJAR(config, parameters, { key: signing, kid: 'own-0' });
  const url = await openid.buildAuthorizationUrlWithPAR(config, withRequest.searchParams);
  expect([...url.searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);

  // The customer's page.
  const browser = new Browser(first.browser);
  const back = await decide(browser, await login(browser, await browser.open(url), CUSTOMER), 'approve');
  expect((await consentOf(world, registered, consentId)).status).toBe('AUTHORISED');

  // The code's worth.
  const granted = await openid.authorizationCodeGrant(config, back.url, {
    pkceCodeVerifier,
    expectedNonce,
    expectedState,
    idTokenExpected: true,
  });
  expect(granted.claims()).toMatchObject({ acr: 'urn:brasil:openbanking:loa2', aud: clientId });
  expect((await resources(world, registered, granted.access_token)).status).toBe(200);
  const user = await openid.fetchUserInfo(config, granted.access_token, granted.claims()?.sub ?? '');
  expect(user).toEqual({ sub: granted.claims()?.sub });

  // For as long as the consent lives.
  const refreshed = await openid.refreshTokenGrant(config, granted.refresh_token ?? '');
  expect((await resources(world, registered, refreshed.access_token)).status).toBe(200);
  expect((await endConsent(world, registered, consentId)).status).toBe(204);
  expect((await resources(world, registered, refreshed.access_token)).status).toBe(401);
  await expect(openid.refreshTokenGrant(config, granted.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
    status: 400,
  });
});
