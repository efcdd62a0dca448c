import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ANOTHER, authorise, begin, consentOf, decide, login, newConsent, resources, tokens } from './journey.js';
import { Browser } from './browser.js';
import { ask, type Got, type House, house, seconds, type Twist } from './receiver.js';

let world: House;
let consentId: string;
beforeAll(async () => {
  world = await house();
  consentId = await newConsent(world);
});
afterAll(async () => world[Symbol.asyncDispose]());

/** The status of a refusal and the error it names, which must be well-formed. RFC 6749 §5.2. */
function refusalOf({ status, headers, body }: Got): readonly unknown[] {
  const { error, error_description: description = '', ...unknown } = body;
  expect(Object.keys(unknown)).toEqual([]);
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  expect(String(description)).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]*$/);
  return [status, error];
}

const HOUR = 3600;

describe('must fail at PAR: the request object', () => {
  const now = seconds();
  const faults: Readonly<Record<string, readonly [Twist | ((of: House) => Twist), string]>> = {
    'request-object-without-exp-fails': [{ claims: { exp: undefined } }, 'invalid_request_object'],
    'request-object-without-nbf-fails': [{ claims: { nbf: undefined } }, 'invalid_request_object'],
    'ensure-expired-request-object-fails': [{ claims: { nbf: now - 600, exp: now - 300 } }, 'invalid_request_object'],
    'request-object-with-bad-aud-fails': [{ claims: { aud: 'https://other.test/auth' } }, 'invalid_request_object'],
    'request-object-without-aud': [{ claims: { aud: undefined } }, 'invalid_request_object'],
    'request-object-with-exp-over-60-fails': [{ claims: { nbf: now, exp: now + HOUR + 60 } }, 'invalid_request_object'],
    'request-object-with-nbf-over-60-fails': [
      { claims: { nbf: now - HOUR - 60, exp: now - 70 + 0 } },
      'invalid_request_object',
    ],
    'request-object-with-nbf-over-60-fails (not expired)': [
      { claims: { nbf: now - HOUR - 60, exp: now + 60 } },
      'invalid_request_object',
    ],
    'request-object-with-nbf-over-60-fails (expired by less than clocks may differ)': [
      () => ({ claims: { nbf: seconds() - HOUR - 5, exp: seconds() - 5 } }),
      'invalid_request_object',
    ],
    'request-object-not-valid-yet': [{ claims: { nbf: now + 120, exp: now + 300 } }, 'invalid_request_object'],
    'ensure-signed-request-object-with-RS256-fails': [{ alg: 'RS256' }, 'invalid_request_object'],
    'ensure-request-object-signature-algorithm-is-not-none': [{ alg: 'none' }, 'invalid_request_object'],
    'par-pushed-authorization-url-as-audience-in-request-object': [
      ({ metadata }) => ({ claims: { aud: metadata['pushed_authorization_request_endpoint'] } }),
      'invalid_request_object',
    ],
    'par-authorization-request-containing-request_uri': [
      { claims: { request_uri: 'urn:ietf:params:oauth:request_uri:abc' } },
      'invalid_request_object',
    ],
    'request-object-without-response-type': [{ claims: { response_type: undefined } }, 'invalid_request'],
    'request-object-without-scope-fails': [{ claims: { scope: undefined } }, 'invalid_request'],
    'request-object-without-nonce-fails': [{ claims: { nonce: undefined } }, 'invalid_request'],
    'request-object-without-redirect-uri-fails': [{ claims: { redirect_uri: undefined } }, 'invalid_request'],
    'ensure-registered-redirect-uri': [
      { claims: { redirect_uri: 'https://receptora-um.test/other' } },
      'invalid_request',
    ],
    'par-attempt-invalid-redirect_uri': [{ claims: { redirect_uri: 'https://evil.test/callback' } }, 'invalid_request'],
    'ensure-matching-key-in-authorization-request (client 2’s key)': [
      ({ second }) => ({ key: second.keys[0], kid: 'client-1-sig' }) as Twist,
      'invalid_request_object',
    ],
    'par-ensure-pkce-required': [
      { claims: { code_challenge: undefined, code_challenge_method: undefined } },
      'invalid_request',
    ],
    'par-plain-pkce-rejected': [{ claims: { code_challenge_method: 'plain' } }, 'invalid_request'],
    'ensure-response-mode-query': [{ claims: { response_mode: 'query' } }, 'invalid_request'],
    'a response mode beside fragment': [{ claims: { response_mode: 'form_post' } }, 'invalid_request'],
    'ensure-response-type-code-fails': [{ claims: { response_type: 'code' } }, 'invalid_request'],
  };
  test.each(Object.entries(faults))('%s', async (_, [given, error]) => {
    const twist = typeof given === 'function' ? given(world) : given;
    const { object } = await world.first.request(consentId, twist);
    const [status, named] = refusalOf(await world.first.par(object));
    expect([status, named]).toEqual([400, error]);
  });

  test('ensure-request-object-with-invalid-signature-fails', async () => {
    const { object } = await world.first.request(consentId);
    const [header, payload, signature = ''] = object.split('.');
    const broken = `${header}.${payload}.${signature.slice(0, -6)}AAAAAA`;
    expect(refusalOf(await world.first.par(broken))).toEqual([400, 'invalid_request_object']);
  });

  test('par-authorization-request-containing-request_uri-form-param', async () => {
    const { object } = await world.first.request(consentId);
    const answer = await world.first.par(object, { request_uri: 'urn:ietf:params:oauth:request_uri:abc' });
    expect(refusalOf(answer)).toEqual([400, 'request_uri_not_supported']);
  });

  test('a request without a request object is refused, however complete', async () => {
    const { claims } = await world.first.request(consentId);
    const { iss: _i, aud: _a, iat: _t, nbf: _n, exp: _e, claims: _c, ...plain } = claims as Record<string, string>;
    const answer = await world.first.post('pushed_authorization_request_endpoint', plain);
    expect(refusalOf(answer)).toEqual([400, 'invalid_request']);
  });

  test('par-attempt-invalid-http-method: PUT', async () => {
    const { first, metadata } = world;
    const url = metadata.mtls_endpoint_aliases['pushed_authorization_request_endpoint'] ?? '';
    const { object } = await first.request(consentId);
    const answer = await ask(first.mtls, url, { method: 'PUT', body: await first.form({ request: object }) });
    expect(refusalOf(answer)).toEqual([405, 'invalid_request']);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});

describe('must fail at PAR: the consent in the scope', () => {
  const parOf = async (scope: string) => {
    const { object } = await world.first.request(consentId, { claims: { scope } });
    return refusalOf(await world.first.par(object));
  };

  test.each([
    ['none', 'openid resources'],
    ['one that does not exist', 'openid resources consent:urn:transmissora:unknown'],
    ['something that is no consent id', 'openid resources consent:everything'],
    ['an inherited name', 'openid resources consent:__proto__'],
  ])('RULES §7 %s: invalid_scope', async (_, scope) => {
    expect(await parOf(scope)).toEqual([400, 'invalid_scope']);
  });

  test('RULES §7 two of them: invalid_scope', async () => {
    const other = await newConsent(world);
    expect(await parOf(`openid consent:${consentId} consent:${other}`)).toEqual([400, 'invalid_scope']);
  });

  test('RULES §7 another receiver’s: invalid_request', async () => {
    const foreign = await newConsent(world, world.second);
    expect(await parOf(`openid resources consent:${foreign}`)).toEqual([400, 'invalid_request']);
  });

  test.each(['AUTHORISED', 'REJECTED'] as const)('RULES §7 one that is %s: invalid_scope', async (status) => {
    const { bank } = world.opened;
    const id = await newConsent(world);
    await (status === 'AUTHORISED' ? bank.consents.authorise(id) : bank.consents.reject(id));
    expect(await parOf(`openid resources consent:${id}`)).toEqual([400, 'invalid_scope']);
  });
});

/** What is wrong with an assertion, and what a client is told. */
const ASSERTION_FAULTS: Readonly<Record<string, Twist>> = {
  'with-wrong-aud-fails': { claims: { aud: 'https://other.test/auth/token' } },
  'without-aud-fails': { claims: { aud: undefined } },
  'with-wrong-iss-fails': { claims: { iss: 'receptora-demo-2' } },
  'with-wrong-sub-fails': { claims: { sub: 'somebody' } },
  'with-no-sub-fails': { claims: { sub: undefined } },
  'with-no-jti-fails': { claims: { jti: undefined } },
  'with-no-exp-fails': { claims: { exp: undefined } },
  'with-exp-is-5-minutes-in-past-fails': { claims: { iat: seconds() - 360, exp: seconds() - 300 } },
  'with-nbf-in-the-future-fails': { claims: { nbf: seconds() + 120 } },
  'with-RS256-fails': { alg: 'RS256' },
  'with-none-fails': { alg: 'none' },
};

describe('must fail: the client assertion', () => {
  const rows = Object.entries(ASSERTION_FAULTS).map(([name, twist]) => ({ name, twist }));
  test.each(rows)('ensure-client-assertion-$name, par-ensure-client-assertion-$name', async ({ twist }) => {
    const { first } = world;
    const own = { grant_type: 'client_credentials', scope: 'consents' };
    expect(refusalOf(await first.token(own, twist))).toEqual([401, 'invalid_client']);
    const { object } = await first.request(consentId);
    expect(refusalOf(await first.par(object, {}, twist))).toEqual([401, 'invalid_client']);
  });

  test('ensure-signed-client-assertion-with-RS256-fails: invalid_client, for a code too', async () => {
    const { first } = world;
    const { code, request } = await authorise(first, await newConsent(world));
    expect(refusalOf(await first.redeem(code, request, {}, { alg: 'RS256' }))).toEqual([401, 'invalid_client']);
    expect((await first.redeem(code, request)).status).toBe(200);
  });

  test('ensure-client-assertion-in-token-endpoint: there must be one', async () => {
    const { first } = world;
    const bare = {
      grant_type: 'client_credentials',
      scope: 'consents',
      client_assertion: undefined,
      client_assertion_type: undefined,
    };
    expect(refusalOf(await first.token(bare))).toEqual([400, 'invalid_request']);
    expect(refusalOf(await first.token({ ...bare, client_id: first.clientId }))).toEqual([401, 'invalid_client']);
  });

  test('ensure-client-id-in-token-endpoint: client 2’s client_id beside client 1’s assertion', async () => {
    const { first, second } = world;
    const { code, request } = await authorise(first, await newConsent(world));
    const answer = await first.redeem(code, request, { client_id: second.clientId });
    expect(refusalOf(answer)).toEqual([401, 'invalid_client']);
  });

  test('client 2’s key under client 1’s name', async () => {
    const { first, second } = world;
    const twist = { key: second.keys[0], kid: 'client-1-sig' } as Twist;
    const own = { grant_type: 'client_credentials', scope: 'consents' };
    expect(refusalOf(await first.token(own, twist))).toEqual([401, 'invalid_client']);
  });

  test('a replayed jti is refused, wherever it was used first', async () => {
    const { first } = world;
    const claims = { jti: 'used-before' };
    const own = { grant_type: 'client_credentials', scope: 'consents' };
    expect((await first.token(own, { claims })).status).toBe(200);
    expect(refusalOf(await first.token(own, { claims }))).toEqual([401, 'invalid_client']);
    const { object } = await first.request(consentId);
    expect(refusalOf(await first.par(object, {}, { claims }))).toEqual([401, 'invalid_client']);
    expect((await world.second.token(own, { claims })).status).toBe(200);
  });

  test('of two calls at once with one jti, one is refused', async () => {
    const { first } = world;
    const own = { grant_type: 'client_credentials', scope: 'consents' };
    const form = await first.form(own);
    const url = first.metadata.mtls_endpoint_aliases['token_endpoint'] ?? '';
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(first.mtls, url, { method: 'POST', body: form })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401, 401, 401]);
  });
});

describe('must fail at the authorization endpoint', () => {
  const opened = async (url: string) => {
    const { got, response } = await new Browser(world.nobody).open(url);
    expect(response).toBeUndefined();
    expect(got.headers.get('content-type')).toMatch(/^text\/html/);
    return [got.status, /id="error">(\w+)</.exec(got.text)?.[1]];
  };

  test('ensure-authorization-request-without-request-object-fails (no PAR)', async () => {
    const { first, metadata } = world;
    const { claims } = await first.request(consentId);
    const { iss: _i, aud: _a, iat: _t, nbf: _n, exp: _e, claims: _c, ...plain } = claims as Record<string, string>;
    const { response, url, got } = await new Browser(world.nobody).open(
      `${metadata['authorization_endpoint']}?${new URLSearchParams(plain).toString()}`,
    );
    expect([response?.['error'] ?? got.status, url.origin]).toEqual(['invalid_request', 'https://receptora-um.test']);
  });

  test('par-attempt-to-use-expired-request_uri', async () => {
    const { first } = world;
    const { object } = await first.request(consentId, { claims: { exp: seconds() + 1 } });
    const { body } = await first.par(object);
    expect(body['expires_in']).toBeLessThanOrEqual(1);
    const shelf = world.opened.running.house.store;
    const { AUTH_RECORDS } = await import('../../../src/openfinance/auth/records.js');
    const id = String(body['request_uri']).split(':').at(-1) ?? '';
    const kept = (await shelf.get(AUTH_RECORDS.PushedAuthorizationRequest, id))?.value;
    if (!kept) throw new Error('not kept');
    await shelf.transaction((tx) =>
      tx.put(AUTH_RECORDS.PushedAuthorizationRequest, id, { ...kept, expiresAt: Date.now() }),
    );
    expect(await opened(first.authorizationUrl(body['request_uri']))).toEqual([400, 'invalid_request_uri']);
  });

  test('par-attempt-to-use-request_uri-for-different-client', async () => {
    const { first, second } = world;
    const { object } = await first.request(consentId);
    const { body } = await first.par(object);
    const [status, error] = await opened(second.authorizationUrl(body['request_uri']));
    expect([status, error]).toEqual([400, 'invalid_request_object']);
  });

  test('an unknown request_uri, an unknown client, no client: a page of ours', async () => {
    const { first, metadata } = world;
    expect(await opened(first.authorizationUrl('urn:ietf:params:oauth:request_uri:unknown'))).toEqual([
      400,
      'invalid_request_uri',
    ]);
    expect(await opened(`${metadata['authorization_endpoint']}?client_id=nobody&request_uri=x`)).toEqual([
      400,
      'invalid_client',
    ]);
    expect(await opened(metadata['authorization_endpoint'] ?? '')).toEqual([400, 'invalid_request']);
  });

  test('the page speaks the language the person chose before', async () => {
    const { browser, page } = await begin(world.first, await newConsent(world));
    await browser.open(`${page.url.href}?lang=en`);
    const { got } = await browser.open(world.first.authorizationUrl('urn:ietf:params:oauth:request_uri:unknown'));
    expect(got.text).toContain('<html lang="en">');
  });

  test('user-rejects-authentication: access_denied with the right state, and the consent is REJECTED', async () => {
    const { first } = world;
    const id = await newConsent(world);
    const { browser, page, request } = await begin(first, id);
    const { response } = await decide(browser, await login(browser, page), 'decline');
    expect(response).toMatchObject({ error: 'access_denied', state: request.state });
    expect(response).not.toHaveProperty('code');
    const { status, rejection } = await consentOf(world, first, id);
    expect([status, rejection?.rejectedBy, rejection?.reason.code]).toEqual([
      'REJECTED',
      'USER',
      'CUSTOMER_MANUALLY_REJECTED',
    ]);
  });

  test('RULES §7 a customer other than the consent’s loggedUser: access_denied, and the consent goes on waiting', async () => {
    const { first } = world;
    const id = await newConsent(world);
    const { browser, page, request } = await begin(first, id);
    const { response } = await login(browser, page, ANOTHER);
    expect(response).toMatchObject({ error: 'access_denied', state: request.state });
    expect((await consentOf(world, first, id)).status).toBe('AWAITING_AUTHORISATION');
  });

  test('a customer other than the one the request names, by sub or id_token_hint: access_denied, and the consent goes on waiting', async () => {
    const { first } = world;
    const { idToken } = await authorise(first, await newConsent(world));
    const { claims: told, signed } = await first.openIdToken(idToken);
    const right = { claims: { id_token: { sub: { value: told.sub } } }, id_token_hint: signed };
    expect((await authorise(first, await newConsent(world), { claims: right })).code).not.toBe('');
    const loggedUser = { document: { identification: ANOTHER, rel: 'CPF' } };
    for (const name of ['claims', 'id_token_hint'] as const) {
      const id = await newConsent(world, first, { loggedUser });
      const { browser, page, request } = await begin(first, id, { claims: { [name]: right[name] } });
      const { response } = await login(browser, page, ANOTHER);
      expect(response).toMatchObject({ error: 'access_denied', state: request.state });
      expect((await consentOf(world, first, id)).status).toBe('AWAITING_AUTHORISATION');
    }
  });

  test('RULES §7 a level of assurance there is not, when the request insists: access_denied', async () => {
    const acr = { essential: true, value: 'urn:brasil:openbanking:loa9' };
    const claims = { claims: { id_token: { acr } } };
    const { browser, page } = await begin(world.first, await newConsent(world), { claims });
    expect((await login(browser, page)).response).toMatchObject({ error: 'access_denied' });
  });

  test('a decision sent twice is one decision: the receiver gets the first, whichever button was pressed then', async () => {
    const { first } = world;
    const { browser, page, request } = await begin(first, await newConsent(world));
    const confirmation = await login(browser, page);
    const [once, twice] = [
      await decide(browser.copy(), confirmation, 'approve', {}, false),
      await decide(browser.copy(), confirmation, 'decline', {}, false),
    ];
    expect([once.got.status, twice.got.status]).toEqual([303, 303]);
    const { response } = await browser.open(new URL(twice.got.headers.get('location') ?? '', page.url));
    expect((await first.redeem(String(response?.['code']), request)).status).toBe(200);
  });

  test('a page of an authorization that the browser has left behind is a page that says so', async () => {
    const { first } = world;
    const { browser, page } = await begin(first, await newConsent(world));
    const { object } = await first.request(await newConsent(world));
    const { body } = await first.par(object);
    await browser.open(first.authorizationUrl(body['request_uri']));
    const { got, response } = await login(browser, page);
    expect([got.status, response, got.headers.get('content-type')]).toEqual([
      400,
      undefined,
      expect.stringMatching(/^text\/html/),
    ]);
  });

  test('a page in a browser without its cookie is a page that says so', async () => {
    const { page } = await begin(world.first, await newConsent(world));
    const { got } = await new Browser(world.nobody).open(page.url);
    expect([got.status, got.headers.get('content-type')]).toEqual([400, expect.stringMatching(/^text\/html/)]);
  });

  test('a consent that ended between PAR and page: invalid_scope at the receiver', async () => {
    const { first } = world;
    const id = await newConsent(world);
    const { object } = await first.request(id);
    const { body } = await first.par(object);
    await world.opened.bank.consents.reject(id);
    const { response } = await new Browser(world.nobody).open(first.authorizationUrl(body['request_uri']));
    expect(response?.['error']).toBe('invalid_scope');
  });
});

describe('must fail at the token endpoint', () => {
  test('ensure-authorization-code-is-bound-to-client', async () => {
    const { first, second } = world;
    const { code, request } = await authorise(first, await newConsent(world));
    const answer = await second.redeem(code, request, { redirect_uri: first.redirectUri });
    expect(refusalOf(answer)).toEqual([400, 'invalid_grant']);
  });

  test('attempt-reuse-authorisation-code-after-one-second: refused, and the first access token dies with it', async () => {
    const { first } = world;
    const { code, request } = await authorise(first, await newConsent(world));
    const { body } = await first.redeem(code, request);
    expect((await resources(world, first, body['access_token'])).status).toBe(200);
    expect(refusalOf(await first.redeem(code, request))).toEqual([400, 'invalid_grant']);
    expect((await resources(world, first, body['access_token'])).status).toBe(401);
    expect(refusalOf(await first.refresh(body['refresh_token']))).toEqual([400, 'invalid_grant']);
  });

  test('of two uses of one code at once, one is refused', async () => {
    const { first } = world;
    const { code, request } = await authorise(first, await newConsent(world));
    const answers = await Promise.all([first.redeem(code, request), first.redeem(code, request)]);
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });

  test.each([
    ['ensure-pkce-code-verifier-required', { code_verifier: undefined }],
    ['incorrect-pkce-code-verifier-rejected', { code_verifier: 'x'.repeat(43) }],
    ['another redirect_uri', { redirect_uri: 'https://127.0.0.1:8443/callback' }],
  ])('%s', async (_, fields) => {
    const { first } = world;
    const { code, request } = await authorise(first, await newConsent(world));
    expect(refusalOf(await first.redeem(code, request, fields))).toEqual([400, 'invalid_grant']);
  });

  test('ensure-mtls-holder-of-key-required: without a certificate', async () => {
    const { first, nobody } = world;
    const { code, request } = await authorise(first, await newConsent(world));
    const usual = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: first.redirectUri,
      code_verifier: request.verifier,
    };
    expect(refusalOf(await first.token(usual, {}, nobody))).toEqual([401, 'invalid_client']);
  });

  test.each(['token_endpoint', 'pushed_authorization_request_endpoint', 'userinfo_endpoint', 'revocation_endpoint'])(
    'a refusal of the %s is JSON, also for a client that would rather have a page, as Java’s own does',
    async (name) => {
      const headers = { accept: 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2' };
      const url = world.metadata.mtls_endpoint_aliases[name] ?? '';
      const answer = await ask(world.first.mtls, url, { method: 'POST', headers, body: new URLSearchParams() });
      expect(refusalOf(answer)).toEqual(
        name === 'userinfo_endpoint' ? [401, 'invalid_token'] : [400, 'invalid_request'],
      );
    },
  );

  test('a grant type there is not, or none', async () => {
    const { first } = world;
    expect(refusalOf(await first.token({ grant_type: 'password', username: 'a', password: 'b' }))).toEqual([
      400,
      'unsupported_grant_type',
    ]);
    expect(refusalOf(await first.token({}))).toEqual([400, 'invalid_request']);
  });

  test.each(['resources', 'openid', undefined])('client credentials for the scope %s: invalid_scope', async (scope) => {
    const answer = await world.first.token({ grant_type: 'client_credentials', scope });
    expect(refusalOf(answer)).toEqual([400, 'invalid_scope']);
  });

  test('a refresh for more than was granted: invalid_scope, and no member but OAuth’s', async () => {
    const { refresh } = await tokens(world);
    const answer = await world.first.refresh(refresh, { scope: 'openid customers' });
    expect(refusalOf(answer)).toEqual([400, 'invalid_scope']);
  });

  test('a token of the client itself is never for a consent', async () => {
    const scope = `consents consent:${consentId}`;
    const { status, body } = await world.first.token({ grant_type: 'client_credentials', scope });
    expect([status, body['scope'], body['refresh_token']]).toEqual([200, 'consents', undefined]);
  });
});

describe('a consent that ended takes its tokens with it', () => {
  test('RULES §7 access answers 401, refresh 400 invalid_grant, introspection that it is not active', async () => {
    const { first } = world;
    const { consentId: id, access, refresh } = await tokens(world);
    await world.opened.bank.consents.revoke(id);
    expect((await resources(world, first, access)).status).toBe(401);
    expect(refusalOf(await first.refresh(refresh))).toEqual([400, 'invalid_grant']);
    const looked = await first.post('introspection_endpoint', { token: access });
    expect([looked.status, looked.body]).toEqual([200, { active: false }]);
  });

  test('RULES §7 a code is worth nothing once its consent was revoked', async () => {
    const { first } = world;
    const id = await newConsent(world);
    const { code, request } = await authorise(first, id);
    await world.opened.bank.consents.revoke(id);
    expect(refusalOf(await first.redeem(code, request))).toEqual([400, 'invalid_grant']);
  });
});
