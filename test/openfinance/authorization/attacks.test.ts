import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { RESOURCES, resources, type Tokens, tokens } from './journey.js';
import { ask, type House, house, seconds } from './receiver.js';

/** The key that signs our tokens in memory: shipped, so that a test may forge what only an insider could. */
const KEY = JSON.parse(await readFile('fixtures/keys/development-signing-key.json', 'utf8')) as JsonWebKey & {
  kid: string;
};

let world: House;
let given: Tokens;
beforeAll(async () => {
  world = await house();
  given = await tokens(world);
});
afterAll(async () => world[Symbol.asyncDispose]());

const statusWith = async (token: string): Promise<number> => (await resources(world, world.first, token)).status;

/** A token like the genuine one but for what is given. */
async function forge({
  claims = {},
  header = {},
  key,
}: {
  claims?: object;
  header?: object;
  key?: Uint8Array;
} = {}): Promise<string> {
  const protectedHeader = { alg: 'PS256', typ: 'at+jwt', kid: KEY.kid, ...header };
  const payload = { ...decodeJwt(given.access), ...claims } as JWTPayload;
  return new SignJWT(payload)
    .setProtectedHeader(protectedHeader)
    .sign(key ?? (await importJWK({ ...KEY, alg: protectedHeader.alg } as never)));
}

describe('attacks on the resource server, with a token of the authorization server', () => {
  test('RES-101 forged like the genuine one it is accepted, so that what differs below is what refuses it', async () => {
    expect([await statusWith(given.access), await statusWith(await forge())]).toEqual([200, 200]);
  });

  const pem = createPublicKey({ key: KEY, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  test.each([
    [
      'algorithm confusion: HS256 with the public key in PEM',
      { header: { alg: 'HS256' }, key: new TextEncoder().encode(String(pem)) },
    ],
    ['algorithm confusion: HS256 with the modulus', { header: { alg: 'HS256' }, key: new TextEncoder().encode(KEY.n) }],
    ['algorithm confusion: RS256 with the right key', { header: { alg: 'RS256' } }],
    ['algorithm confusion: PS512 with the right key', { header: { alg: 'PS512' } }],
    ['expired', { claims: { exp: seconds() - 1 } }],
    ['not yet valid', { claims: { nbf: seconds() + 60 } }],
    ['wrong issuer', { claims: { iss: 'https://evil.test/auth' } }],
    ['wrong audience', { claims: { aud: 'https://evil.test' } }],
    ['an id_token’s type', { header: { typ: 'JWT' } }],
    ['bound to nothing', { claims: { cnf: undefined } }],
    ['bound to another certificate', { claims: { cnf: { 'x5t#S256': 'x'.repeat(43) } } }],
    ['bound to a key', { claims: { cnf: { jkt: 'x'.repeat(43) } } }],
    ['of a record there is not', { claims: { jti: 'unknown' } }],
    ['of another client', { claims: { client_id: 'receptora-demo-2' } }],
  ])('RES-101 %s: 401', async (_, forgery) => {
    expect(await statusWith(await forge(forgery))).toBe(401);
  });

  test('RES-101 alg none: 401', async () => {
    expect(await statusWith(new UnsecuredJWT(decodeJwt(given.access)).encode())).toBe(401);
  });

  test('RES-101 in the query string, with or without a header: 401', async () => {
    const url = `${world.mtlsUrl}${RESOURCES}?access_token=${given.access}`;
    expect((await world.first.api(url, given.access)).status).toBe(401);
    expect(
      (await ask(world.first.mtls, url, { headers: { 'x-fapi-interaction-id': crypto.randomUUID() } })).status,
    ).toBe(401);
  });

  test('RES-101 an unbound token of the admin API on the mTLS listener: 401', async () => {
    const { bank } = world.opened;
    const { access_token: unbound } = await bank.token({ consentId: given.consentId });
    expect(await statusWith(unbound)).toBe(401);
  });

  test('RES-101 a bound token on the plain listener, or without its certificate: 401', async () => {
    const { bank } = world.opened;
    const { first, second, nobody } = world;
    expect((await first.api(`${bank.url}${RESOURCES}`, given.access)).status).toBe(401);
    for (const dispatcher of [nobody, second.mtls])
      expect((await resources(world, first, given.access, { dispatcher })).status).toBe(401);
  });

  test.each(['the refresh token', 'the id_token', 'the jti'])(
    'RES-101 %s instead of the access token: 401',
    async (what) => {
      const { refresh, answer, access } = given;
      const other = {
        'the refresh token': refresh,
        'the id_token': String(answer.body['id_token']),
        'the jti': String(decodeJwt(access).jti),
      };
      expect(await statusWith(other[what as keyof typeof other])).toBe(401);
    },
  );
});

describe('attacks on userinfo, introspection and revocation', () => {
  const userinfo = (authorization: string, dispatcher = world.first.mtls, query = '') =>
    ask(dispatcher, `${world.metadata.mtls_endpoint_aliases['userinfo_endpoint']}${query}`, {
      headers: { authorization },
    });

  test('userinfo answers sub, and nothing else, to the token that is bound to the caller’s certificate', async () => {
    const { sub } = (await world.first.openIdToken(String(given.answer.body['id_token']))).claims;
    const { status, body } = await userinfo(`bearer ${given.access}`);
    expect([status, body]).toEqual([200, { sub }]);
    expect((await userinfo(`Bearer ${given.access}`, world.second.mtls)).status).toBe(401);
    expect((await userinfo(`Bearer ${await forge({ header: { alg: 'RS256' } })}`)).status).toBe(401);
    expect((await userinfo(`Bearer ${String(decodeJwt(given.access).jti)}`)).status).toBe(401);
    expect((await userinfo('Bearer ')).status).toBeGreaterThanOrEqual(400);
    expect((await userinfo('', world.first.mtls, `?access_token=${given.access}`)).status).toBeGreaterThanOrEqual(400);
  });

  test('userinfo takes no token of the client itself', async () => {
    expect((await userinfo(`Bearer ${await world.first.ownToken()}`)).status).toBe(401);
  });

  test('a client looks at its own tokens alone', async () => {
    const { first, second } = world;
    const own = await first.post('introspection_endpoint', { token: given.access });
    expect(own.body).toMatchObject({ active: true, client_id: first.clientId, token_type: 'Bearer' });
    expect((await first.post('introspection_endpoint', { token: given.refresh })).body['active']).toBe(true);
    for (const token of [given.access, given.refresh, 'a.b.c', 'unknown'])
      expect((await second.post('introspection_endpoint', { token })).body).toEqual({ active: false });
  });

  test('a client revokes its own tokens alone; what is revoked is dead at once', async () => {
    const { first, second } = world;
    const { access, refresh } = await tokens(world);
    expect((await second.post('revocation_endpoint', { token: access })).status).toBe(200);
    expect((await second.post('revocation_endpoint', { token: refresh })).status).toBe(200);
    expect(await statusWith(access)).toBe(200);
    expect((await first.post('revocation_endpoint', { token: access })).status).toBe(200);
    expect(await statusWith(access)).toBe(401);
    expect((await first.refresh(refresh)).body['error']).toBe('invalid_grant');
  });

  test('revoking a refresh token takes its access tokens along', async () => {
    const { first } = world;
    const { access, refresh } = await tokens(world);
    const again = String((await first.refresh(refresh)).body['access_token']);
    expect((await first.post('revocation_endpoint', { token: refresh })).status).toBe(200);
    expect([await statusWith(access), await statusWith(again)]).toEqual([401, 401]);
  });

  test('a form that is none, too large or without a token is refused in JSON', async () => {
    const { first } = world;
    const url = world.metadata.mtls_endpoint_aliases['introspection_endpoint'] ?? '';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const body of ['', '%', 'x'.repeat(60_000)]) {
      const answer = await ask(first.mtls, url, { method: 'POST', headers, body });
      expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_request']);
    }
    expect((await first.post('introspection_endpoint', {})).body['error']).toBe('invalid_request');
  });
});

test('nothing secret is in the journal: no assertion, request, code, token, cookie or verifier', async () => {
  const { first, opened } = world;
  const { access, refresh, answer, consentId } = await tokens(world);
  await first.post('introspection_endpoint', { token: access });
  await first.refresh(refresh);
  const entries = await opened.bank.requests.find();
  expect(entries.requests.some(({ api, path }) => api === 'auth' && path === '/auth/token')).toBe(true);
  expect(entries.requests.some((entry) => entry.api === 'auth' && entry.consentId === consentId)).toBe(true);
  const written = JSON.stringify(entries);
  for (const secret of [access, refresh, String(answer.body['id_token'])]) {
    expect(written).not.toContain(secret);
    expect(written).not.toContain(secret.split('.').at(-1) || 'x');
  }
  expect(written).not.toMatch(/eyJ[\w-]{20,}\.[\w-]+/);
  expect(written).not.toMatch(/[#&?]code=(?!\[redacted)/);
  expect(written).not.toMatch(/_session=|_interaction=/);
});
