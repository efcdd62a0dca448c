import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, importJWK, type JWK, SignJWT } from 'jose';
import type { Dispatcher } from 'undici';
import { opened } from '../../http/calls.js';
import { ask, DEMO_KEYS, type Got, type House, house, Receiver, seconds } from './receiver.js';

let world: House;
beforeAll(async () => {
  world = await house();
});
afterAll(async () => world[Symbol.asyncDispose]());

const REDIRECT = 'https://receptora.test/callback';
const PUBLIC = {
  keys: (DEMO_KEYS['client-1']?.keys ?? []).map(({ kty, n, e, kid, use, alg }) => ({ kty, n, e, kid, use, alg })),
};
const DIRECTORY_KEY = JSON.parse(
  await (await import('node:fs/promises')).readFile('fixtures/keys/development-signing-key.json', 'utf8'),
) as JWK;

const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const statement = (asked: object = {}, dispatcher: Dispatcher = world.first.mtls): Promise<Got> =>
  ask(
    dispatcher,
    `${world.mtlsUrl}/directory/ssa`,
    json({ jwks: PUBLIC, redirectUris: [REDIRECT], roles: ['DADOS'], ...asked }),
  );

const register = (body: unknown, dispatcher: Dispatcher = world.first.mtls): Promise<Got> =>
  ask(dispatcher, world.metadata.mtls_endpoint_aliases['registration_endpoint'] ?? '', json(body));

/** A registration that would do, but for what is given. */
async function registration(more: object = {}, asked: object = {}): Promise<Record<string, unknown>> {
  const { body } = await statement(asked);
  const { software_statement, software_jwks_uri } = body;
  return { software_statement, jwks_uri: software_jwks_uri, redirect_uris: [REDIRECT], ...more };
}

const errorOf = ({ status, body }: Got) => [status, body['error']];

/** Manages a client as its registration says. */
function manage(
  { body: client }: Got,
  method: string,
  body?: object,
  dispatcher = world.first.mtls,
  token = client['registration_access_token'],
) {
  return ask(dispatcher, String(client['registration_client_uri']), {
    method,
    headers: { authorization: `Bearer ${String(token)}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** Registers, does the work, and deletes: one client per software. */
async function withClient(work: (client: Got) => Promise<void>, more: object = {}): Promise<void> {
  const client = await register(await registration(more));
  if (client.status !== 201) throw new Error(`registration: ${client.status} ${client.text}`);
  try {
    await work(client);
  } finally {
    await manage(client, 'DELETE');
  }
}

describe('a client that registers', () => {
  test('RULES §7 DCR gets what the profile fixes, whether it asked for it or not', async () => {
    await withClient(async ({ status, body }) => {
      expect(status).toBe(201);
      expect(body).toMatchObject({
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'PS256',
        id_token_signed_response_alg: 'PS256',
        id_token_encrypted_response_alg: 'RSA-OAEP',
        id_token_encrypted_response_enc: 'A256GCM',
        request_object_signing_alg: 'PS256',
        tls_client_certificate_bound_access_tokens: true,
        require_pushed_authorization_requests: true,
        response_types: ['code id_token'],
        redirect_uris: [REDIRECT],
        registration_access_token: expect.any(String),
        registration_client_uri: `${world.mtlsUrl}/auth/register/${String(body['client_id'])}`,
      });
      expect(body).not.toHaveProperty('client_secret');
    });
  });

  test('RULES §7 DCR without a scope gets those of its role; scopes of the ecosystem we do not have are dropped', async () => {
    await withClient(async ({ body }) => {
      expect(String(body['scope']).split(' ')).toEqual(
        expect.arrayContaining(['openid', 'consents', 'resources', 'accounts', 'exchanges']),
      );
    });
    await withClient(async ({ body }) => expect(body['scope']).toBe('openid resources'), {
      scope: 'openid resources credit-portability',
    });
  });

  test('RULES §7 DCR is a client like any other, until it is deleted; then its tokens are dead too', async () => {
    const client = await register(await registration());
    const clientId = String(client.body['client_id']);
    const receiver = new Receiver({
      clientId,
      keys: DEMO_KEYS['client-1']?.keys ?? [],
      metadata: world.metadata,
      mtls: world.first.mtls,
      browser: world.nobody,
      redirectUri: REDIRECT,
    });
    const token = await receiver.ownToken();
    const consents = `${world.mtlsUrl}/open-banking/consents/v3/consents/urn:transmissora:none`;
    expect((await receiver.api(consents, token)).status).toBe(404);
    expect((await manage(client, 'DELETE')).status).toBe(204);
    expect((await receiver.api(consents, token)).status).toBe(401);
    expect(errorOf(await receiver.token({ grant_type: 'client_credentials', scope: 'consents' }))).toEqual([
      401,
      'invalid_client',
    ]);
    expect(errorOf(await manage(client, 'GET'))).toEqual([401, 'invalid_token']);
  });

  test('RULES §7 DCR may be on this machine, while we are reached from it alone', async () => {
    const redirect = 'https://localhost:8443/callback';
    const client = await register(await registration({ redirect_uris: [redirect] }, { redirectUris: [redirect] }));
    expect([client.status, client.body['redirect_uris']]).toEqual([201, [redirect]]);
    await manage(client, 'DELETE');
  });

  test('RULES §7 DCR may publish its keys itself', async () => {
    const server = createServer((_req, res) =>
      res.setHeader('content-type', 'application/json').end(JSON.stringify(PUBLIC)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const jwksUri = `http://127.0.0.1:${port}/application.jwks`;
    const body = await registration({}, { jwks: undefined, jwksUri });
    const client = await register(body);
    expect([client.status, client.body['jwks_uri']]).toEqual([201, jwksUri]);
    await manage(client, 'DELETE');
    server.close();
    server.closeAllConnections();
  });
});

describe('a registration that is refused', () => {
  const wrongMetadata: Readonly<Record<string, readonly [object, string]>> = {
    'keys by value': [{ jwks: PUBLIC }, 'invalid_client_metadata'],
    'another jwks_uri': [{ jwks_uri: 'https://receptora.test/jwks' }, 'invalid_client_metadata'],
    'a redirect URI the statement does not have': [{ redirect_uris: ['https://evil.test/'] }, 'invalid_redirect_uri'],
    'one right redirect URI and one wrong': [
      { redirect_uris: [REDIRECT, 'https://evil.test/'] },
      'invalid_redirect_uri',
    ],
    'plain HTTP for a redirect URI of the statement': [
      { redirect_uris: ['http://receptora.test/'] },
      'invalid_redirect_uri',
    ],
    'no redirect URI': [{ redirect_uris: [] }, 'invalid_redirect_uri'],
    'redirect URIs that are a text': [{ redirect_uris: REDIRECT }, 'invalid_redirect_uri'],
    'a webhook the statement does not have': [{ webhook_uris: ['https://evil.test/'] }, 'invalid_webhook_uris'],
    'a secret instead of a key': [{ token_endpoint_auth_method: 'client_secret_basic' }, 'invalid_client_metadata'],
    'the certificate instead of a key': [{ token_endpoint_auth_method: 'tls_client_auth' }, 'invalid_client_metadata'],
    'tokens bound to nothing': [{ tls_client_certificate_bound_access_tokens: false }, 'invalid_client_metadata'],
    'RS256 id_tokens': [{ id_token_signed_response_alg: 'RS256' }, 'invalid_client_metadata'],
    'RSA1_5 id_tokens': [{ id_token_encrypted_response_alg: 'RSA1_5' }, 'invalid_client_metadata'],
    'RS256 request objects': [{ request_object_signing_alg: 'RS256' }, 'invalid_client_metadata'],
    'RS256 assertions': [{ token_endpoint_auth_signing_alg: 'RS256' }, 'invalid_client_metadata'],
    'response type code': [{ response_types: ['code'] }, 'invalid_client_metadata'],
    'an unknown grant type': [{ grant_types: ['password'] }, 'invalid_client_metadata'],
    'a scope of nobody': [{ scope: 'openid everything' }, 'invalid_scope'],
    'a scope that is no text': [{ scope: 7 }, 'invalid_client_metadata'],
    'no statement': [{ software_statement: undefined }, 'invalid_software_statement'],
    'a statement that is no JWT': [{ software_statement: 'abc' }, 'invalid_software_statement'],
  };
  test.each(Object.entries(wrongMetadata))('RULES §7 DCR %s', async (_, [more, error]) => {
    expect(errorOf(await register(await registration(more)))).toEqual([400, error]);
  });

  test('RULES §7 DCR a body that is no JSON object', async () => {
    for (const body of ['{', '[]', '"text"', ''])
      expect(errorOf(await register(body))).toEqual([400, 'invalid_client_metadata']);
  });

  test('RULES §7 DCR a PAGTO software that asks for resources', async () => {
    const body = await registration({ scope: 'openid resources' }, { roles: ['PAGTO'] });
    expect(errorOf(await register(body))).toEqual([400, 'invalid_scope']);
  });

  test('RULES §7 DCR keys without one to encrypt with', async () => {
    const body = await registration({}, { jwks: { keys: PUBLIC.keys.filter(({ use }) => use === 'sig') } });
    expect(errorOf(await register(body))).toEqual([400, 'invalid_client_metadata']);
  });

  const [signing = {}, encrypting = {}] = ['sig', 'enc'].map((use) => PUBLIC.keys.find((key) => key.use === use));
  const curve = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
  test.each([
    ['an encryption key on a curve', [signing, { ...curve, use: 'enc' }]],
    ['an encryption key for RSA1_5', [signing, { ...encrypting, alg: 'RSA1_5' }]],
    ['an encryption key of a few bits', [signing, { kty: 'RSA', n: 'AQAB', e: 'AQAB', use: 'enc' }]],
    ['an encryption key that is none', [signing, { kty: 'RSA', n: 7, use: 'enc' }]],
    ['a signing key on a curve', [{ ...curve, use: 'sig' }, encrypting]],
    ['a signing key for RS256', [{ ...signing, alg: 'RS256' }, encrypting]],
  ])('RULES §7 DCR %s, which would fail the customer later', async (_, keys) => {
    expect(errorOf(await register(await registration({}, { jwks: { keys } })))).toEqual([
      400,
      'invalid_client_metadata',
    ]);
  });

  test('RULES §7 DCR keys that cannot be read', async () => {
    const body = await registration({}, { jwks: undefined, jwksUri: 'http://127.0.0.1:1/application.jwks' });
    expect(errorOf(await register(body))).toEqual([400, 'invalid_client_metadata']);
  });

  test('RULES §7 DCR without a client certificate', async () => {
    expect(errorOf(await register(await registration(), world.nobody))).toEqual([401, 'invalid_client']);
  });

  test('RULES §7 DCR with the certificate of another organisation and software', async () => {
    expect(errorOf(await register(await registration(), world.second.mtls))).toEqual([
      400,
      'invalid_software_statement',
    ]);
  });

  test('RULES §7 DCR with the certificate of another software of the same organisation', async () => {
    const softwareId = '5f2c9e04-8d51-4c57-9d6e-8f4e5f0f2a11';
    expect(errorOf(await register(await registration({}, { softwareId })))).toEqual([
      400,
      'invalid_software_statement',
    ]);
  });

  test.each(['organisationStatus', 'softwareStatus'])('RULES §7 DCR while %s is not Active', async (name) => {
    const body = await registration({}, { [name]: 'Inactive' });
    expect(errorOf(await register(body))).toEqual([400, 'unapproved_software_statement']);
    await statement({ [name]: 'Active' });
  });

  test('RULES §7 DCR twice at once, while its keys take their time', async () => {
    const waiting: (() => void)[] = [];
    const slow = createServer((_req, res) => {
      waiting.push(() => void res.end(JSON.stringify(PUBLIC)));
      if (waiting.length >= 2) for (const answer of waiting) answer();
    });
    await new Promise<void>((listening) => slow.listen(0, '127.0.0.1', listening));
    try {
      const jwksUri = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/`;
      const body = await registration({}, { jwks: undefined, jwksUri });
      const answers = await Promise.all([register(body), register(body)]);
      const [client, refused] = answers.toSorted((one, other) => one.status - other.status);
      if (client) await manage(client, 'DELETE');
      expect([client?.status, ...errorOf(refused as Got)]).toEqual([201, 400, 'invalid_software_statement']);
    } finally {
      slow.closeAllConnections();
      slow.close();
    }
  });

  test('RULES §7 DCR a second time, with the same statement or a new one', async () => {
    await withClient(async () => {
      expect(errorOf(await register(await registration()))).toEqual([400, 'invalid_software_statement']);
    });
  });

  describe('a statement that only looks like the directory’s', () => {
    const forged = async (change: { claims?: object; header?: object; key?: JWK }) => {
      const { software_statement, ...rest } = await registration();
      const claims = { ...decodeJwt(String(software_statement)), ...change.claims };
      const header = { alg: 'PS256', typ: 'JWT', kid: String(DIRECTORY_KEY.kid), ...change.header };
      const key = await importJWK({ ...(change.key ?? DIRECTORY_KEY), alg: header.alg });
      return { ...rest, software_statement: await new SignJWT(claims).setProtectedHeader(header).sign(key) };
    };
    test('RULES §7 DCR is accepted when nothing is changed, so that what differs below is what refuses it', async () => {
      const client = await register(await forged({}));
      expect(client.status).toBe(201);
      await manage(client, 'DELETE');
    });
    test.each([
      ['older than five minutes', { claims: { iat: seconds() - 301 } }],
      ['of the future', { claims: { iat: seconds() + 120 } }],
      ['without iat', { claims: { iat: undefined } }],
      ['of another issuer', { claims: { iss: 'somebody' } }],
      ['signed RS256', { header: { alg: 'RS256' } }],
      ['signed by a receiver', { key: DEMO_KEYS['client-1']?.keys[0] as JWK }],
      ['that is an access token', { header: { typ: 'at+jwt' } }],
    ])('RULES §7 DCR %s', async (_, change) => {
      expect(errorOf(await register(await forged(change)))).toEqual([400, 'invalid_software_statement']);
    });
  });
});

describe('managing a client', () => {
  test('RULES §7 DCM reading answers what was registered, and the same token', async () => {
    await withClient(async (client) => {
      const read = await manage(client, 'GET');
      expect(read.status).toBe(200);
      for (const name of [
        'client_id',
        'jwks_uri',
        'redirect_uris',
        'scope',
        'registration_access_token',
        'registration_client_uri',
      ])
        expect(read.body[name]).toEqual(client.body[name]);
    });
  });

  test('RULES §7 DCM updating is held to the same rules; the statement may be left out', async () => {
    await withClient(async (client) => {
      const { client_id, redirect_uris } = client.body;
      const updated = await manage(client, 'PUT', { client_id, redirect_uris, scope: 'openid resources' });
      expect([updated.status, updated.body['scope'], updated.body['registration_access_token']]).toEqual([
        200,
        'openid resources',
        client.body['registration_access_token'],
      ]);
      const again = await manage(client, 'PUT', { client_id, ...(await registration({ redirect_uris })) });
      expect(again.status).toBe(200);
      const wrong = await manage(client, 'PUT', { client_id, redirect_uris: ['https://evil.test/'] });
      expect(errorOf(wrong)).toEqual([400, 'invalid_redirect_uri']);
      expect((await manage(client, 'GET')).body['redirect_uris']).toEqual(redirect_uris);
    });
  });

  test('RULES §7 DCM with a wrong token, or none', async () => {
    await withClient(async (client) => {
      for (const token of ['wrong', ''])
        expect(errorOf(await manage(client, 'GET', undefined, world.first.mtls, token))[0]).toBeGreaterThanOrEqual(400);
      expect(errorOf(await manage(client, 'GET', undefined, world.first.mtls, 'wrong'))).toEqual([
        401,
        'invalid_token',
      ]);
    });
  });

  test('RULES §7 DCM with another software’s certificate', async () => {
    await withClient(async (client) => {
      for (const method of ['GET', 'PUT', 'DELETE'])
        expect(errorOf(await manage(client, method, method === 'PUT' ? {} : undefined, world.second.mtls))).toEqual([
          401,
          'invalid_token',
        ]);
      expect((await manage(client, 'GET')).status).toBe(200);
    });
  });

  test('RULES §7 DCM a demo client cannot be managed', async () => {
    const url = `${world.metadata.mtls_endpoint_aliases['registration_endpoint']}/receptora-demo`;
    const answer = await ask(world.first.mtls, url, { method: 'DELETE', headers: { authorization: 'Bearer x' } });
    expect(errorOf(answer)).toEqual([401, 'invalid_token']);
  });
});

describe('the mock directory', () => {
  test('its keystore verifies its statements, and publishes the public keys of a software', async () => {
    const { body } = await statement();
    const claims = decodeJwt(String(body['software_statement'])) as Record<string, unknown>;
    expect(claims).toMatchObject({
      org_status: 'Active',
      software_roles: ['DADOS'],
      software_jwks_uri: body['software_jwks_uri'],
    });
    const keys = (await ask(world.nobody, String(body['software_jwks_uri']))).body;
    expect(keys).toEqual(PUBLIC);
    const own = (await ask(world.nobody, `${world.mtlsUrl}/directory/keystore/openbanking.jwks`)).body[
      'keys'
    ] as object[];
    expect(own.map((key) => Object.keys(key).toSorted())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  });

  test('it invents what is not said, on the plain listener too', async () => {
    const url = `${world.opened.bank.url}/directory/ssa`;
    const { status, body } = await ask(world.nobody, url, json({ jwks: PUBLIC }));
    expect([status, String(body['org_id']).length, String(body['software_id']).length]).toEqual([201, 36, 36]);
  });

  test.each([
    ['an unknown field', { redirectUri: REDIRECT }],
    ['a private key', { jwks: { keys: DEMO_KEYS['client-1']?.keys } }],
    ['keys that are none', { jwks: 'keys' }],
    ['an id that is no UUID', { softwareId: 'mine' }],
    ['a redirect that is no address', { redirectUris: ['nowhere'] }],
    ['a list that is none', { roles: 'DADOS' }],
    ['a list instead of an object', []],
    ['no JSON', '{'],
  ])('it refuses %s', async (_, body) => {
    const answer = await ask(world.first.mtls, `${world.mtlsUrl}/directory/ssa`, json(body));
    expect(errorOf(answer)).toEqual([400, 'invalid_request']);
    expect(answer.headers.get('content-type')).toMatch(/json/);
  });

  test('it does not give one organisation’s software to another', async () => {
    const { body } = await statement();
    const organisationId = '5f2c9e04-8d51-4c57-9d6e-8f4e5f0f2a11';
    expect(errorOf(await statement({ organisationId, softwareId: body['software_id'] }))).toEqual([
      400,
      'invalid_request',
    ]);
  });

  test.each(['/directory', '/directory/keystore/a/b/application.jwks', '/directory/nothing'])(
    '%s answers 404',
    async (path) => {
      expect((await ask(world.nobody, `${world.mtlsUrl}${path}`)).status).toBe(404);
    },
  );
});

test('the demo clients are not there off loopback, where everybody could be them', async () => {
  await using open = await opened({ host: '0.0.0.0', tlsPort: '0' });
  const { tls } = open.running;
  const { Agent } = await import('undici');
  const { certificate: cert = '', key = '' } = tls?.clients['client-1'] ?? {};
  const mtls = new Agent({ connect: { ca: tls?.authority.certificate ?? '', cert, key } });
  const metadata = (await ask(mtls, `${tls?.mtlsUrl}/auth/.well-known/openid-configuration`)).body as never;
  const receiver = new Receiver({
    clientId: 'receptora-demo',
    keys: world.first.keys,
    metadata,
    mtls,
    browser: mtls,
    redirectUri: REDIRECT,
  });
  const answer = await receiver.token({ grant_type: 'client_credentials', scope: 'consents' });
  expect(errorOf(answer)).toEqual([401, 'invalid_client']);
  await mtls.destroy();
});
