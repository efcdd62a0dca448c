import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import {
  createLocalJWKSet,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import {
  call,
  CPF,
  headersFor,
  LIST,
  list,
  NOW,
  opened,
  raw,
  requestText,
  type World,
  world,
} from '../../http/calls.js';

/** The key a bank in memory signs with: shipped, so that a test may forge what only an insider could. */
const KEY = JSON.parse(await readFile('fixtures/keys/development-signing-key.json', 'utf8')) as JsonWebKey & {
  kid: string;
};

interface Forgery {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: Parameters<SignJWT['sign']>[0];
}

/** A token like the genuine one but for what is given; a claim given as `undefined` is left out. */
async function forge(genuine: string, { claims = {}, header = {}, key }: Forgery): Promise<string> {
  const protectedHeader = { alg: 'PS256', typ: 'at+jwt', kid: KEY.kid, ...header };
  const signingKey = key ?? (await importJWK({ ...KEY, alg: protectedHeader.alg }));
  return new SignJWT({ ...decodeJwt(genuine), ...claims }).setProtectedHeader(protectedHeader).sign(signingKey);
}

const statusWith = async ({ bank }: World, token: string): Promise<number> => (await list({ bank, token })).status;

describe('an access token', () => {
  test('RES-101 that is forged like the genuine one is accepted, so that what differs below is what refuses it', async () => {
    await using receiver = await world();
    expect(await statusWith(receiver, await forge(receiver.token, {}))).toBe(200);
    expect(await statusWith(receiver, await forge(receiver.token, { header: { kid: undefined } }))).toBe(200);
  });

  test('RES-101 is taken from a Bearer credential alone, in any case', async () => {
    await using receiver = await world();
    const { bank, token } = receiver;
    const statusOf = async (authorization: string | undefined) => (await list(receiver, '', { authorization })).status;
    expect(await statusOf(`bearer ${token}`)).toBe(200);
    const refused = [undefined, '', token, 'Bearer', 'Bearer ', `Basic ${token}`, `DPoP ${token}`, `Bearer${token}`];
    for (const text of [...refused, `Bearer "${token}"`, `Bearer ${token} more`, `Bearer ${token}, Bearer ${token}`]) {
      expect([text, await statusOf(text)]).toEqual([text, 401]);
    }
    const answer = await raw(bank, requestText(LIST, { ...headersFor('x'), 'x-access-token': token }));
    expect(answer).toMatch(/^HTTP\/1\.1 401 .*\r\nwww-authenticate: Bearer\r\n/is);
  });

  test('RES-101 in the query string is refused, even beside a good header', async () => {
    await using receiver = await world();
    const { token } = receiver;
    for (const name of ['access_token', 'access%5Ftoken']) {
      expect((await list(receiver, `?${name}=${token}`)).status).toBe(401);
      expect((await list(receiver, `?page=1&${name}=${token}`, { authorization: undefined })).status).toBe(401);
    }
  });

  test('RES-101 that is no token of ours is refused', async () => {
    await using receiver = await world();
    const { token } = receiver;
    const [header = '', payload = '', signature = ''] = token.split('.');
    const otherPayload = Buffer.from(JSON.stringify({ ...decodeJwt(token), client_id: 'other' })).toString('base64url');
    const texts = [
      'garbage',
      'a.b.c',
      '..',
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${header}.${otherPayload}.${signature}`,
      `${header}.${payload}.${signature}.${signature}`,
      new UnsecuredJWT(decodeJwt(token)).encode(),
    ];
    for (const text of texts) expect([text, await statusWith(receiver, text)]).toEqual([text, 401]);
  });

  test('RES-101 signed with another algorithm or key is refused', async () => {
    await using receiver = await world();
    const { token } = receiver;
    const publicPem = createPublicKey({ key: KEY, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const stranger = await generateKeyPair('PS256', { extractable: true });
    const strangerJwk = await exportJWK(stranger.publicKey);
    const forgeries: Readonly<Record<string, Forgery>> = {
      'HS256 with the public key': { header: { alg: 'HS256' }, key: new TextEncoder().encode(String(publicPem)) },
      'HS256 with the modulus': { header: { alg: 'HS256' }, key: new TextEncoder().encode(KEY.n) },
      RS256: { header: { alg: 'RS256' } },
      PS512: { header: { alg: 'PS512' } },
      'another key': { key: stranger.privateKey },
      'another key, sent along': { key: stranger.privateKey, header: { jwk: strangerJwk } },
      'another kid': { header: { kid: 'another' } },
    };
    for (const [what, forgery] of Object.entries(forgeries)) {
      const status = await statusWith(receiver, await forge(token, forgery));
      expect([what, status]).toEqual([what, 401]);
    }
  });

  test('RES-101 with claims that are not ours is refused', async () => {
    await using receiver = await world();
    const { token, consentId } = receiver;
    const seconds = Math.floor(Date.now() / 1000);
    const { iss, scope } = decodeJwt(token) as { iss: string; scope: string };
    const forgeries: Readonly<Record<string, Forgery>> = {
      'expired now': { claims: { exp: seconds } },
      'expired long ago': { claims: { exp: seconds - 3600 } },
      'not valid yet': { claims: { nbf: seconds + 60 } },
      'without exp': { claims: { exp: undefined } },
      'without nbf': { claims: { nbf: undefined } },
      'with a text as exp': { claims: { exp: 'tomorrow' } },
      'of another issuer': { claims: { iss: 'https://evil.test/auth' } },
      'of the issuer and a slash': { claims: { iss: `${iss}/` } },
      'for another audience': { claims: { aud: 'https://evil.test' } },
      'without typ': { header: { typ: undefined } },
      'of another typ': { header: { typ: 'JWT' } },
      'without client': { claims: { client_id: undefined } },
      'without scope': { claims: { scope: undefined } },
      'with a list as scope': { claims: { scope: scope.split(' ') } },
      'with two consents': { claims: { scope: `${scope} consent:urn:transmissora:other` } },
      'with the same consent twice': { claims: { scope: `${scope} consent:${consentId}` } },
      'without consent': { claims: { scope: 'openid resources' } },
      'with an unknown consent': { claims: { scope: 'resources consent:urn:transmissora:unknown' } },
      'with an inherited name as consent': { claims: { scope: 'resources consent:__proto__' } },
      'of another client': { claims: { client_id: 'other' } },
    };
    for (const [what, forgery] of Object.entries(forgeries)) {
      expect([what, await statusWith(receiver, await forge(token, forgery))]).toEqual([what, 401]);
    }
  });

  test('RES-101 longer than the contract allows is refused', async () => {
    await using receiver = await world();
    const fits = await forge(receiver.token, { claims: { pad: 'x'.repeat(200) } });
    const tooLong = await forge(receiver.token, { claims: { pad: 'x'.repeat(2048) } });
    expect([await statusWith(receiver, fits), await statusWith(receiver, tooLong)]).toEqual([200, 401]);
  });

  test('RES-101 of client credentials, or of another client, is refused', async () => {
    await using receiver = await world();
    const { bank, consentId } = receiver;
    const credentials = await bank.token({ grantType: 'client_credentials', scope: 'resources' });
    const ofAnother = await bank.token({ consentId, clientId: 'another' });
    expect(await statusWith(receiver, credentials.access_token)).toBe(401);
    expect(await statusWith(receiver, ofAnother.access_token)).toBe(401);
  });

  test('RES-001 RES-101 of another bank is refused', async () => {
    await using receiver = await world();
    await using other = await world();
    expect(await statusWith(receiver, other.token)).toBe(401);
  });

  test('RES-003 RES-102 without the scope resources is refused with 403', async () => {
    await using receiver = await world();
    const { bank, consentId } = receiver;
    for (const scope of ['', 'openid accounts', 'resource', 'RESOURCES', 'resourcesx']) {
      const { access_token: token } = await bank.token({ consentId, scope });
      const { status, body } = await list({ bank, token });
      expect([scope, status, body.errors[0]?.code]).toEqual([scope, 403, 'ACESSO_NEGADO']);
    }
  });

  test('RES-101 that was accepted once is refused from its expiry on, in real time', async () => {
    let wall = Date.parse(NOW) + 500;
    await using world = await opened({}, { wall: { now: () => wall, monotonic: () => wall } });
    const { bank } = world;
    await bank.clock.set({ now: NOW, frozen: true });
    await bank.customers.create({ cpf: CPF });
    const { consentId } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
    const { access_token: token } = await bank.token({ consentId, expiresIn: 300 });
    expect((await list({ bank, token })).status).toBe(200);
    wall = Date.parse(NOW) + 299_999;
    expect((await list({ bank, token })).status).toBe(200);
    wall = Date.parse(NOW) + 300_000;
    expect((await list({ bank, token })).status).toBe(401);
    wall = Date.parse(NOW) - 1;
    expect((await list({ bank, token })).status).toBe(401);
  });

  test('RES-101 lives by real time, whatever the virtual clock shows', async () => {
    await using receiver = await world();
    await receiver.bank.clock.advance('P30D');
    expect(await statusWith(receiver, receiver.token)).toBe(200);
  });
});

describe('the consent behind a token', () => {
  test('RES-002 is served while AUTHORISED, and refused with 401 once revoked', async () => {
    await using receiver = await world();
    expect((await list(receiver)).status).toBe(200);
    await receiver.bank.consents.revoke(receiver.consentId);
    const { status, body } = await list(receiver);
    expect([status, body.errors[0]?.code]).toEqual([401, 'NAO_AUTORIZADO']);
  });

  test('RES-002 is refused with 401 before it is authorised, and once rejected', async () => {
    await using receiver = await world({ consent: { authorise: false } });
    const { bank, consentId } = receiver;
    const { access_token: token } = await bank.token({ consentId });
    expect((await list({ bank, token })).status).toBe(401);
    await bank.consents.reject(consentId);
    expect((await list({ bank, token })).status).toBe(401);
  });

  test('RES-002 is refused with 401 from its expiry on', async () => {
    await using receiver = await world({ consent: { expirationDateTime: '2026-03-02T13:00:00Z' } });
    await receiver.bank.clock.advance('PT59M59.999S');
    expect((await list(receiver)).status).toBe(200);
    await receiver.bank.clock.advance('PT0.001S');
    expect((await list(receiver)).status).toBe(401);
  });
});

describe('/auth/jwks', () => {
  test('RES-101 publishes the key that verifies a token, and nothing private', async () => {
    await using receiver = await world();
    const response = await call(`${receiver.bank.url}/auth/jwks`);
    const { keys } = response.body as unknown as JSONWebKeySet;
    expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
    const { payload } = await jwtVerify(receiver.token, createLocalJWKSet({ keys }), {
      algorithms: ['PS256'],
      typ: 'at+jwt',
      issuer: `${receiver.bank.url}/auth`,
    });
    expect(payload['scope']).toContain(`consent:${receiver.consentId}`);
  });
});
