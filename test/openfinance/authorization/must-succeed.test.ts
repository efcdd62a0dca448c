import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import {
  ANOTHER,
  authorise,
  begin,
  CUSTOMER,
  decide,
  login,
  newConsent,
  resources,
  type Tokens,
  tokens,
} from './journey.js';
import { Browser } from './browser.js';
import { type Got, type House, house, LOA2, LOA3, seconds } from './receiver.js';

let world: House;
beforeAll(async () => {
  world = await house();
});
afterAll(async () => world[Symbol.asyncDispose]());

const statusOf = ({ status, text }: Got) => [status, status < 400 ? '' : text];

describe('must succeed (FAPI-BR, module by module)', () => {
  test('fapi1-advanced-final: two receivers, the second with a query in its redirect URI and everything repeated outside', async () => {
    const { first, second } = world;
    await tokens(world, first);
    const consentId = await newConsent(world, second);
    const redirect_uri = `${second.redirectUri}?origem=demo`;
    const { object, verifier, claims } = await second.request(consentId, { claims: { redirect_uri } });
    const pushed = await second.par(object);
    expect(statusOf(pushed)).toEqual([201, '']);
    const { scope, state, nonce, response_type, code_challenge, code_challenge_method } = claims as Record<
      string,
      string
    >;
    const outside = { redirect_uri, scope, state, nonce, response_type, code_challenge, code_challenge_method };
    const query = new URLSearchParams(
      Object.entries({ ...outside, request_uri: String(pushed.body['request_uri']), client_id: second.clientId }) as [
        string,
        string,
      ][],
    );
    const browser = new Browser(second.browser);
    const page = await browser.open(`${second.metadata['authorization_endpoint']}?${query.toString()}`);
    const back = await decide(browser, await login(browser, page), 'approve');
    expect(back.url.href.startsWith(`${redirect_uri}#`)).toBe(true);
    expect(statusOf(await second.redeem(String(back.response?.['code']), { verifier }, { redirect_uri }))).toEqual([
      200,
      '',
    ]);
  });

  test('ensure-request-object-with-multiple-aud-succeeds', async () => {
    const { first } = world;
    const aud = ['https://other.test', String(first.metadata['issuer'])];
    const { object } = await first.request(await newConsent(world), { claims: { aud } });
    expect(statusOf(await first.par(object))).toEqual([201, '']);
  });

  test('ensure-authorization-request-without-state-success: neither state nor s_hash come back', async () => {
    const { first } = world;
    const { back, idToken } = await authorise(first, await newConsent(world), { claims: { state: undefined } });
    expect(back.response).not.toHaveProperty('state');
    expect((await first.openIdToken(idToken)).claims).not.toHaveProperty('s_hash');
  });

  test('ensure-other-scope-order-succeeds: the consent may stand anywhere in the scope', async () => {
    const { first } = world;
    const consentId = await newConsent(world);
    const scope = `consent:${consentId} accounts resources openid consents`;
    const { code, request } = await authorise(first, consentId, { claims: { scope } });
    const { status, body } = await first.redeem(code, request);
    expect([status, String(body['scope']).split(' ').sort()]).toEqual([200, scope.split(' ').sort()]);
  });

  test('access-token-type-header-case-sensitivity: bEARER is Bearer', async () => {
    const { first } = world;
    const { access } = await tokens(world);
    const headers = { authorization: `bEARER ${access}` };
    expect(statusOf(await resources(world, first, access, { headers }))).toEqual([200, '']);
  });

  const audiences: Readonly<Record<string, (of: House) => unknown>> = {
    'ensure-client-assertion-with-iss-aud-succeeds': ({ metadata }) => metadata['issuer'],
    'par-test-pushed-authorization-url-as-audience-for-client-JWT-assertion': ({ metadata }) =>
      metadata['pushed_authorization_request_endpoint'],
    'par-test-pushed-authorization-url-as-audience-for-client-JWT-assertion (its mTLS alias)': ({ metadata }) =>
      metadata.mtls_endpoint_aliases['pushed_authorization_request_endpoint'],
    'par-token-endpoint-url-as-audience-for-client-JWT-assertion': ({ metadata }) => metadata['token_endpoint'],
    'par-token-endpoint-url-as-audience-for-client-JWT-assertion (its mTLS alias)': ({ metadata }) =>
      metadata.mtls_endpoint_aliases['token_endpoint'],
    'test-array-as-audience-for-client-JWT-assertion': ({ metadata }) => ['https://dummy.test', metadata['issuer']],
  };
  test.each(Object.entries(audiences))('%s, at PAR and at the token endpoint', async (_, audienceOf) => {
    const { first } = world;
    const claims = { aud: audienceOf(world) };
    const { object } = await first.request(await newConsent(world));
    expect(statusOf(await first.par(object, {}, { claims }))).toEqual([201, '']);
    const own = await first.token({ grant_type: 'client_credentials', scope: 'consents' }, { claims });
    expect(statusOf(own)).toEqual([200, '']);
  });

  test('par-without-duplicate-parameters: client_id and request_uri are enough', async () => {
    const { page, browser } = await begin(world.first, await newConsent(world));
    const back = await decide(browser, await login(browser, page), 'approve');
    expect(back.response).toHaveProperty('code');
  });

  test('par-ensure-reused-request-uri-prior-to-auth-completion-succeeds: opened twice, finished once', async () => {
    const { first } = world;
    const { requestUri } = await begin(first, await newConsent(world));
    const browser = new Browser(first.browser);
    const page = await browser.open(first.authorizationUrl(requestUri));
    const back = await decide(browser, await login(browser, page), 'approve');
    expect(back.response).toHaveProperty('code');
  });

  test('refresh-token: the same refresh token every time, the same sub, iss and aud, a new bound access token', async () => {
    const { first } = world;
    const { answer, refresh, access } = await tokens(world);
    const before = (await first.openIdToken(String(answer.body['id_token']))).claims;
    for (const _ of [1, 2]) {
      const again = await first.refresh(refresh);
      expect([again.status, again.body['refresh_token']]).toEqual([200, refresh]);
      const { sub, iss, aud } = (await first.openIdToken(String(again.body['id_token']))).claims;
      expect([sub, iss, aud]).toEqual([before.sub, before.iss, before.aud]);
      expect(again.body['access_token']).not.toBe(access);
      expect(statusOf(await resources(world, first, again.body['access_token']))).toEqual([200, '']);
    }
  });

  test('refresh-token: another client cannot use it, and nobody without a certificate', async () => {
    const { first, second, nobody } = world;
    const { refresh } = await tokens(world);
    const stolen = await second.refresh(refresh);
    expect([stolen.status, stolen.body['error']]).toEqual([400, 'invalid_grant']);
    const bare = await first.token({ grant_type: 'refresh_token', refresh_token: refresh }, {}, nobody);
    expect([bare.status, bare.body['error']]).toEqual([401, 'invalid_client']);
  });
});

test('another customer in the same browser: nobody stays logged in', async () => {
  const { first } = world;
  const browser = new Browser(first.browser);
  const subjects: unknown[] = [];
  for (const cpf of [CUSTOMER, ANOTHER]) {
    const loggedUser = { document: { identification: cpf, rel: 'CPF' } };
    const { page } = await begin(first, await newConsent(world, first, { loggedUser }), {}, browser);
    const { response, url } = await decide(browser, await login(browser, page, cpf), 'approve');
    expect(url.href.split('#')[0]).toBe(first.redirectUri);
    subjects.push((await first.openIdToken(String(response?.['id_token']))).claims.sub);
  }
  expect(new Set(subjects).size).toBe(2);
});

describe('may succeed or fail (FAPI-BR, module by module): what it is here', () => {
  test('ensure-response-mode-query: refused at PAR', async () => {
    const { object } = await world.first.request(await newConsent(world), { claims: { response_mode: 'query' } });
    const { status, body } = await world.first.par(object);
    expect([status, body['error']]).toEqual([400, 'invalid_request']);
  });

  test('ensure-different-nonce-inside-and-outside-request-object: the inside one counts', async () => {
    const { first } = world;
    const request = await first.request(await newConsent(world));
    const { body } = await first.par(request.object, { nonce: 'outside' });
    const browser = new Browser(first.browser);
    const page = await browser.open(first.authorizationUrl(body['request_uri'], { nonce: 'outside' }));
    const back = await decide(browser, await login(browser, page), 'approve');
    expect((await first.openIdToken(String(back.response?.['id_token']))).claims['nonce']).toBe(request.nonce);
  });

  test.each([
    ['ensure-request-object-with-64-char-nonce-success', 'nonce', 64],
    ['ensure-request-object-with-long-nonce', 'nonce', 384],
    ['ensure-request-object-with-long-state', 'state', 384],
  ])('%s: it comes back whole', async (_, name, length) => {
    const value = 'x'.repeat(length);
    const { back, idToken } = await authorise(world.first, await newConsent(world), { claims: { [name]: value } });
    const { claims } = await world.first.openIdToken(idToken);
    expect(name === 'nonce' ? claims['nonce'] : back.response?.['state']).toBe(value);
  });

  test('state-only-outside-request-object-not-used: neither state nor s_hash come back', async () => {
    const { first } = world;
    const { object } = await first.request(await newConsent(world), { claims: { state: undefined } });
    const { body } = await first.par(object, { state: 'outside' });
    const browser = new Browser(first.browser);
    const page = await browser.open(first.authorizationUrl(body['request_uri'], { state: 'outside' }));
    const back = await decide(browser, await login(browser, page), 'approve');
    expect(back.response).not.toHaveProperty('state');
    expect((await first.openIdToken(String(back.response?.['id_token']))).claims).not.toHaveProperty('s_hash');
  });

  test('par-attempt-reuse-request_uri: used once, it is gone', async () => {
    const { first } = world;
    const { requestUri } = await authorise(first, await newConsent(world));
    const again = await new Browser(first.browser).open(first.authorizationUrl(requestUri));
    expect([again.got.status, again.got.text.includes('invalid_request_uri')]).toEqual([400, true]);
  });

  test('ensure-redirect-uri-in-authorization-request: refused at PAR when it is missing', async () => {
    const { object } = await world.first.request(await newConsent(world), { claims: { redirect_uri: undefined } });
    const { status, body } = await world.first.par(object);
    expect([status, body['error']]).toEqual([400, 'invalid_request']);
  });
});

describe('what every authorizing module does first (FAPI-BR-CHECKS b.2)', () => {
  let given: Tokens;
  beforeAll(async () => {
    given = await tokens(world);
  });

  test('b.2-2 POST /consents answers 201 with permissions of those asked for, without the customer’s address', async () => {
    const consentId = await newConsent(world);
    expect(consentId).toMatch(/^urn:/);
  });

  test('b.2-3 PAR answers 201 with a request_uri of some entropy, good for 60 seconds', async () => {
    const { object } = await world.first.request(await newConsent(world));
    const { status, headers, body } = await world.first.par(object);
    expect([status, body['expires_in'], Object.keys(body).sort()]).toEqual([201, 60, ['expires_in', 'request_uri']]);
    expect(String(body['request_uri'])).toMatch(/^urn:ietf:params:oauth:request_uri:[\w-]{32,}$/);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
  });

  test.each([
    ['essential, of no value in particular', { essential: true }, LOA2],
    ['loa2', { essential: true, values: [LOA2, LOA3] }, LOA2],
    ['loa3', { essential: true, value: LOA3 }, LOA3],
  ])('b.2-5 the id_token says the acr that was asked for: %s', async (_, acr, expected) => {
    const { idToken } = await authorise(world.first, await newConsent(world), {
      claims: { claims: { id_token: { acr } } },
    });
    expect((await world.first.openIdToken(idToken)).claims['acr']).toBe(expected);
  });

  test('acr_values: the id_token says the first of those preferred that there is', async () => {
    const { idToken } = await authorise(world.first, await newConsent(world), {
      claims: { acr_values: `urn:example:loa9 ${LOA3} ${LOA2}` },
    });
    expect((await world.first.openIdToken(idToken)).claims['acr']).toBe(LOA3);
  });

  test('b.2-5 the id_token is a JWE for the client’s key around a PS256 JWS, with every claim and no other', async () => {
    const { first } = world;
    const { idToken, code, request, back } = await authorise(first, await newConsent(world));
    const { outer, inner, claims } = await first.openIdToken(idToken);
    expect(outer).toMatchObject({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: 'client-1-enc' });
    expect([outer['x5u'], outer['x5c'], outer['jku'], outer['jwk']]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([inner.alg, typeof inner.kid]).toEqual(['PS256', 'string']);
    const { iss, aud, exp = 0, iat = 0, nonce, acr, s_hash, c_hash, sub } = claims;
    expect([iss, aud, nonce, acr]).toEqual([first.metadata['issuer'], first.clientId, request.nonce, LOA2]);
    expect([s_hash, c_hash]).toEqual([halfHash(request.state), halfHash(code)]);
    expect([exp > seconds(), iat <= seconds(), typeof sub]).toEqual([true, true, 'string']);
    expect(Object.keys(claims).sort()).toEqual(['acr', 'aud', 'c_hash', 'exp', 'iat', 'iss', 'nonce', 's_hash', 'sub']);
    expect(back.response?.['state']).toBe(request.state);
    expect([code.length >= 32, back.url.search]).toEqual([true, '']);
  });

  test('b.2-5 sub is the same for a customer every time, and not the CPF', async () => {
    const { first } = world;
    const subOf = async ({ answer }: Tokens) => (await first.openIdToken(String(answer.body['id_token']))).claims.sub;
    const sub = await subOf(given);
    expect(await subOf(await tokens(world))).toBe(sub);
    expect(sub).not.toContain('76109277673');
  });

  test('b.2-6 the token answer: Bearer, 300 to 900 seconds, a refresh token, an encrypted id_token, nothing unknown', async () => {
    const { status, headers, body } = given.answer;
    expect([status, body['token_type'], body['expires_in']]).toEqual([200, 'Bearer', 900]);
    expect(Object.keys(body).sort()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'refresh_token',
      'scope',
      'token_type',
    ]);
    expect([headers.get('cache-control'), headers.get('content-type')]).toEqual([
      'no-store',
      expect.stringMatching(/^application\/json/),
    ]);
    expect(String(body['id_token']).split('.')).toHaveLength(5);
  });

  test('b.2-6 the access token is a JWT bound to the certificate, for this client and consent', async () => {
    const { iss, aud, client_id, scope, cnf } = decodeJwt(given.access) as Record<string, unknown>;
    expect([iss, aud, client_id]).toEqual([world.metadata['issuer'], world.metadata['issuer'], world.first.clientId]);
    expect(String(scope).split(' ')).toContain(`consent:${given.consentId}`);
    expect(cnf).toEqual({ 'x5t#S256': expect.stringMatching(/^[\w-]{43}$/) });
  });

  test('b.2-7 GET /resources: 200, JSON, a right Date, the interaction id echoed', async () => {
    const headers = {
      'x-fapi-customer-ip-address': '2001:db8::1',
      'x-fapi-interaction-id': '5f2c9e04-8d51-4c57-9d6e-8f4e5f0f2a11',
      accept: 'application/json;charset=utf-8',
    };
    const answer = await resources(world, world.first, given.access, { headers });
    expect(statusOf(answer)).toEqual([200, '']);
    expect(answer.headers.get('x-fapi-interaction-id')).toBe('5f2c9e04-8d51-4c57-9d6e-8f4e5f0f2a11');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.now())).toBeLessThan(300_000);
    expect(statusOf(await resources(world, world.first, given.access, { headers: { accept: '*/*' } }))).toEqual([
      200,
      '',
    ]);
  });

  test('b.2-7 client 1’s certificate with client 2’s token is refused', async () => {
    const { access } = await tokens(world, world.second);
    expect((await resources(world, world.second, access)).status).toBe(200);
    expect((await resources(world, world.second, access, { dispatcher: world.first.mtls })).status).toBe(401);
  });
});

/** The left half of the SHA-256 of a text. OpenID Connect Core 3.3.2.11. */
const halfHash = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
