import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { opened } from '../../http/calls.js';
import { ask, type Got, type House, house, Receiver } from './receiver.js';

let world: House;
let answer: Got;
beforeAll(async () => {
  world = await house();
  answer = await ask(world.nobody, `${world.mtlsUrl}/auth/.well-known/openid-configuration`);
});
afterAll(async () => world[Symbol.asyncDispose]());

const PROTECTED = [
  'token_endpoint',
  'pushed_authorization_request_endpoint',
  'registration_endpoint',
  'userinfo_endpoint',
  'revocation_endpoint',
  'introspection_endpoint',
];

describe('discovery-end-point-verification (FAPI-BR-CHECKS b.1)', () => {
  test('b.1 the issuer is where the document came from; 200, application/json', () => {
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^application\/json/),
    ]);
    expect(answer.body['issuer']).toBe(`${world.mtlsUrl}/auth`);
  });

  test.each([
    ['response_types_supported', ['code id_token']],
    ['response_modes_supported', ['fragment']],
    ['require_pushed_authorization_requests', true],
    ['tls_client_certificate_bound_access_tokens', true],
    ['id_token_signing_alg_values_supported', ['PS256']],
    ['id_token_encryption_alg_values_supported', ['RSA-OAEP']],
    ['id_token_encryption_enc_values_supported', ['A256GCM']],
    ['request_object_signing_alg_values_supported', ['PS256']],
    ['token_endpoint_auth_signing_alg_values_supported', ['PS256']],
    ['userinfo_signing_alg_values_supported', ['PS256']],
    ['token_endpoint_auth_methods_supported', ['private_key_jwt']],
    ['code_challenge_methods_supported', ['S256']],
    ['claims_parameter_supported', true],
    ['acr_values_supported', ['urn:brasil:openbanking:loa2', 'urn:brasil:openbanking:loa3']],
    ['subject_types_supported', ['public']],
  ])('b.1 %s is %j', (name, value) => {
    expect(answer.body[name]).toEqual(value);
  });

  test.each([
    ['claims_supported', ['acr']],
    ['grant_types_supported', ['authorization_code', 'client_credentials', 'refresh_token']],
    [
      'scopes_supported',
      'openid consents resources accounts credit-cards-accounts customers invoice-financings financings loans unarranged-accounts-overdraft bank-fixed-incomes credit-fixed-incomes variable-incomes treasure-titles funds exchanges'.split(
        ' ',
      ),
    ],
  ])('b.1 %s holds what it must', (name, values) => {
    expect(answer.body[name]).toEqual(expect.arrayContaining(values));
  });

  test('b.1 each protected endpoint has its mTLS alias, and the authorization endpoint is where no certificate is asked for', () => {
    const { tls } = world.opened.running;
    const aliases = answer.body['mtls_endpoint_aliases'] as Record<string, string>;
    expect(Object.keys(aliases).toSorted()).toEqual(PROTECTED.toSorted());
    for (const address of Object.values(aliases)) expect(address.startsWith(`${tls?.mtlsUrl}/auth/`)).toBe(true);
    expect(String(answer.body['authorization_endpoint']).startsWith(`${tls?.pageUrl}/auth/`)).toBe(true);
  });

  test('b.1 every member is one a registry knows', () => {
    const known =
      /^(issuer|jwks_uri|mtls_endpoint_aliases|.*_endpoint|.*_supported|require_.*|tls_client_certificate_bound_access_tokens)$/;
    expect(Object.keys(answer.body).filter((name) => !known.test(name))).toEqual([]);
  });

  test('b.1 jwks_uri has RSA keys of 2048 bits or more, with distinct kids and their use', async () => {
    const { body } = await ask(world.nobody, String(answer.body['jwks_uri']));
    const keys = body['keys'] as { kty: string; n: string; kid: string; use: string }[];
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
    for (const { kty, n, use } of keys)
      expect([kty, Buffer.from(n, 'base64url').length >= 256, use]).toEqual(['RSA', true, 'sig']);
  });
});

describe('where the document is found', () => {
  test('DIR-002 the participants directory names it, with the issuer it has', async () => {
    const { body } = await ask(world.nobody, `${world.opened.bank.url}/participants`);
    const [organisation] = body as unknown as { AuthorisationServers: Record<string, unknown>[] }[];
    const {
      OpenIDDiscoveryDocument: address,
      Issuer: issuer,
      SupportsDCR: isOpen,
    } = organisation?.AuthorisationServers[0] ?? {};
    const document = await ask(world.nobody, String(address));
    expect([document.body['issuer'], isOpen]).toEqual([issuer, true]);
  });

  test('b.1 over plain HTTP alone it has every member, too; what wants a certificate says how to get an address for it', async () => {
    await using plain = await opened();
    const { body } = await ask(world.nobody, `${plain.bank.url}/auth/.well-known/openid-configuration`);
    const token = `${plain.bank.url}/auth/token`;
    expect(body).toMatchObject({ issuer: `${plain.bank.url}/auth`, token_endpoint: token });
    expect(body['mtls_endpoint_aliases']).toMatchObject({ token_endpoint: token });
    expect(Object.keys(body).toSorted()).toEqual(Object.keys(answer.body).toSorted());
    const refused = await ask(world.nobody, token, { method: 'POST', body: new URLSearchParams() });
    expect([refused.status, refused.body]).toEqual([
      401,
      { error: 'invalid_client', error_description: expect.stringContaining('--tls-port') },
    ]);
  });

  test('--public-url and --public-mtls-url are where it says everything is, whatever name was used to ask', async () => {
    const settings = { publicUrl: 'https://banco.test', publicMtlsUrl: 'https://mtls.banco.test', tlsPort: '0' };
    await using elsewhere = await opened(settings);
    const { body } = await ask(world.nobody, `${elsewhere.bank.url}/auth/.well-known/openid-configuration`, {
      headers: { host: 'evil.test', 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'http' },
    });
    expect(body).toMatchObject({
      issuer: 'https://banco.test/auth',
      authorization_endpoint: 'https://banco.test/auth/authorize',
      token_endpoint: 'https://banco.test/auth/token',
      jwks_uri: 'https://banco.test/auth/jwks',
      mtls_endpoint_aliases: { token_endpoint: 'https://mtls.banco.test/auth/token' },
    });
  });
});

test('behind a proxy that ends TLS, the certificate it hands over is the one tokens are bound to', async () => {
  await using behind = await opened({ clientCertificateHeader: 'client-cert', publicUrl: 'https://banco.test' });
  const { certificate = '' } = world.opened.running.tls?.clients['client-1'] ?? {};
  const headers = { 'client-cert': encodeURIComponent(certificate) };
  const metadata = Object.assign({}, world.metadata, { issuer: 'https://banco.test/auth' });
  const { first, nobody } = world;
  const receiver = new Receiver({
    clientId: first.clientId,
    keys: first.keys,
    metadata,
    mtls: nobody,
    browser: nobody,
    redirectUri: '',
  });
  const body = await receiver.form({ grant_type: 'client_credentials', scope: 'consents' });
  const url = `${behind.bank.url}/auth/token`;
  const answer = await ask(nobody, url, { method: 'POST', headers, body });
  expect([answer.status, decodeJwt(String(answer.body['access_token']))['cnf']]).toEqual([
    200,
    { 'x5t#S256': createHash('sha256').update(new X509Certificate(certificate).raw).digest('base64url') },
  ]);
  const bare = await ask(nobody, url, { method: 'POST', body });
  expect([bare.status, bare.body['error']]).toEqual([401, 'invalid_client']);
});

describe('what is not there', () => {
  test.each(PROTECTED)('without a certificate %s refuses in the words of OAuth, on every listener', async (name) => {
    const { tls } = world.opened.running;
    const path = new URL(String(answer.body[name])).pathname;
    for (const base of [world.opened.bank.url, tls?.mtlsUrl, tls?.pageUrl]) {
      const { status, body, headers } = await ask(world.nobody, `${base}${path}`, { method: 'POST' });
      const error = name === 'userinfo_endpoint' ? 'invalid_token' : 'invalid_client';
      expect([status, body['error'], headers.get('content-type')]).toEqual([401, error, expect.stringMatching(/json/)]);
    }
  });

  test.each([
    '/auth',
    '/auth/',
    '/auth/nothing',
    '/auth/token/',
    '/auth/TOKEN',
    '/auth/authorize/../token',
    '/auth/session/end',
    '/auth/device',
  ])('%s answers 404 in JSON, never a page of the library', async (path) => {
    const { status, headers, body, text } = await ask(world.first.mtls, `${world.mtlsUrl}${path}`);
    if (path.includes('..')) return expect(status).toBe(405);
    expect([status, headers.get('content-type')]).toEqual([404, expect.stringMatching(/json/)]);
    expect(body['error'] ?? (body['errors'] as object[])[0]).toBeDefined();
    expect(text).not.toMatch(/oidc-provider|koa|<html/i);
  });

  test('RES-061 an interaction id that was sent comes back', async () => {
    const id = '5f2c9e04-8d51-4c57-9d6e-8f4e5f0f2a11';
    const { headers } = await ask(world.nobody, String(answer.body['jwks_uri']), {
      headers: { 'x-fapi-interaction-id': id },
    });
    expect(headers.get('x-fapi-interaction-id')).toBe(id);
  });

  test('a method an address does not take answers 405 with those it takes', async () => {
    const { status, headers } = await ask(world.first.mtls, `${world.mtlsUrl}/auth/token`);
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });
});
