// A receiver that goes the whole way of FAPI-BR: node client.js MTLS-URL CERTIFICATE-FOLDER CPF
// The address is the one `transmissora start --tls-port 3443` prints, the folder that of `transmissora certs`.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import * as openid from 'openid-client';
import { Agent, fetch } from 'undici';
import { Customer } from './customer.js';

const [url, folder, cpf] = process.argv.slice(2);
if (!url || !folder || !cpf) {
  console.error('usage: node client.js MTLS-URL CERTIFICATE-FOLDER CPF');
  process.exit(2);
}

const REDIRECT = 'https://receptora-nova.test/callback';
const PERMISSIONS = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'];

// Every connection shows the client certificate; the token will be bound to it.
const [ca, cert, key] = await Promise.all(
  ['ca.pem', 'client-1.pem', 'client-1.key.pem'].map((name) => readFile(join(folder, name), 'utf8')),
);
const mtls = new Agent({ connect: { ca, cert, key } });
const asClient = { [openid.customFetch]: (address, init) => fetch(address, { ...init, dispatcher: mtls }) };

/** Calls an API. `token`: the client's own, or the consent's. */
async function call(path, token, { method = 'GET', body, expected = 200 } = {}) {
  const answer = await fetch(new URL(path, url), {
    dispatcher: mtls,
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      'x-fapi-interaction-id': randomUUID(),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (answer.status !== expected) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

// 1. Keys of our own: one signs, one decrypts.
const [signing, decrypting] = await Promise.all([
  generateKeyPair('PS256', { extractable: true }),
  generateKeyPair('RSA-OAEP', { extractable: true }),
]);
const jwks = {
  keys: [
    { ...(await exportJWK(signing.publicKey)), kid: 'sig-1', use: 'sig', alg: 'PS256' },
    { ...(await exportJWK(decrypting.publicKey)), kid: 'enc-1', use: 'enc', alg: 'RSA-OAEP' },
  ],
};

// 2. The directory makes a software statement; with it, the client registers (DCR).
const { software_statement, software_jwks_uri } = await call('/directory/ssa', undefined, {
  method: 'POST',
  body: { jwks, redirectUris: [REDIRECT], clientName: 'Receptora nova' },
  expected: 201,
});
const config = await openid.dynamicClientRegistration(
  new URL(`${url}/auth`),
  { software_statement, jwks_uri: software_jwks_uri, redirect_uris: [REDIRECT], use_mtls_endpoint_aliases: true },
  openid.PrivateKeyJwt({ key: signing.privateKey, kid: 'sig-1' }),
  asClient,
);
openid.useCodeIdTokenResponseType(config);
openid.enableDetachedSignatureResponseChecks(config);
openid.enableDecryptingResponses(config, ['A256GCM'], { key: decrypting.privateKey, kid: 'enc-1', alg: 'RSA-OAEP' });
console.log('registered', config.clientMetadata().client_id);

// 3. A consent, asked for with the client's own token.
const own = await openid.clientCredentialsGrant(config, { scope: 'consents' });
const inTwoHours = new Date(Date.now() + 2 * 3_600_000).toISOString().replace(/\.\d+/, '');
const { data: consent } = await call('/open-banking/consents/v3/consents', own.access_token, {
  method: 'POST',
  body: {
    data: {
      loggedUser: { document: { identification: cpf, rel: 'CPF' } },
      permissions: PERMISSIONS,
      expirationDateTime: inTwoHours,
    },
  },
  expected: 201,
});
console.log('consent', consent.consentId, consent.status);

// 4. The authorization request: signed (JAR), pushed (PAR), with PKCE.
const pkceCodeVerifier = openid.randomPKCECodeVerifier();
const [expectedNonce, expectedState] = [openid.randomNonce(), openid.randomState()];
const request = await openid.buildAuthorizationUrlWithJAR(
  config,
  {
    redirect_uri: REDIRECT,
    scope: `openid resources accounts consent:${consent.consentId}`,
    nonce: expectedNonce,
    state: expectedState,
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    claims: JSON.stringify({ id_token: { acr: { essential: true } } }),
  },
  { key: signing.privateKey, kid: 'sig-1' },
);
const page = await openid.buildAuthorizationUrlWithPAR(config, request.searchParams);

// 5. The customer logs in and confirms, in a browser that knows nothing of our certificate.
const back = await new Customer(new Agent({ connect: { ca } })).confirm(page, cpf);

// 6. The code's worth: state, nonce, and the encrypted id_token are checked on the way.
const tokens = await openid.authorizationCodeGrant(config, back, {
  pkceCodeVerifier,
  expectedNonce,
  expectedState,
  idTokenExpected: true,
});
console.log('authorised by', tokens.claims().sub, tokens.claims().acr);

// 7. The list; while it is prepared (202), each wait is twice the one before. (../receiver-typescript says more.)
const { data: resources } = await list(tokens.access_token);
for (const { type, resourceId, status } of resources) console.log(type, resourceId, status);
await call('/participants', undefined);
for (const { type, resourceId, status } of resources)
  if (type === 'ACCOUNT' && status === 'AVAILABLE')
    await call(`/open-banking/accounts/v2/accounts/${resourceId}`, tokens.access_token);

// 8. A fresh token, and the end: the consent is deleted, and its tokens with it.
const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token);
await list(refreshed.access_token);
await call(`/open-banking/consents/v3/consents/${consent.consentId}`, own.access_token, {
  method: 'DELETE',
  expected: 204,
});
console.log('revoked');
await mtls.close();

async function list(token) {
  for (let pause = 1; ; pause = Math.min(pause * 2, 30)) {
    const answer = await fetch(new URL('/open-banking/resources/v3/resources?page-size=100', url), {
      dispatcher: mtls,
      headers: { authorization: `Bearer ${token}`, 'x-fapi-interaction-id': randomUUID() },
    });
    if (answer.status === 200) return answer.json();
    if (answer.status !== 202) throw new Error(`GET /resources: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, pause * 1000));
  }
}
