import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import type { Written } from '../../../src/config.js';
import { type Opened, opened } from '../../http/calls.js';
import { type PostgresServer, postgresServer } from '../../support/postgres.js';
import { begin, decide, login, newConsent, resources } from './journey.js';
import { ask, DEMO_KEYS, type House, type Metadata, Receiver } from './receiver.js';

const PUBLIC = 'https://banco.test';

let server: PostgresServer;
beforeAll(async () => {
  server = await postgresServer();
});
afterAll(async () => server[Symbol.asyncDispose]());

/** The way to one instance: a proxy that ends TLS, and hands over the receiver's certificate where there is one. */
const proxyTo = ({ bank }: Opened, certificate?: string): Dispatcher =>
  new Agent().compose((dispatch) => (options, handler) => {
    const shown = certificate === undefined ? {} : { 'client-cert': encodeURIComponent(certificate) };
    return dispatch({ ...options, origin: bank.url, headers: { ...(options.headers as object), ...shown } }, handler);
  });

test('several instances on one database are one authorization server: whatever one was told, the others know', async () => {
  const settings: Written = {
    store: await server.newDatabase(),
    publicUrl: PUBLIC,
    clientCertificateHeader: 'client-cert',
  };
  await using one = await opened(settings);
  await using other = await opened(settings);
  await using authority = await opened({ tlsPort: '0' });
  const certificate = authority.running.tls?.clients['client-1']?.certificate;
  const metadata = (await ask(proxyTo(one), `${PUBLIC}/auth/.well-known/openid-configuration`))
    .body as unknown as Metadata;
  const at = (instance: Opened): House & { first: Receiver } => {
    const [mtls, nobody] = [proxyTo(instance, certificate), proxyTo(instance)];
    const redirectUri = 'https://receptora-um.test/callback';
    const first = new Receiver({
      clientId: 'receptora-demo',
      keys: DEMO_KEYS['client-1']?.keys ?? [],
      metadata,
      mtls,
      browser: nobody,
      redirectUri,
    });
    return {
      opened: instance,
      mtlsUrl: PUBLIC,
      metadata,
      first,
      second: first,
      nobody,
      [Symbol.asyncDispose]: async () => undefined,
    };
  };
  const [here, there] = [at(one), at(other)];

  // Pushed here, opened here, logged in there, confirmed here, redeemed there.
  const { browser, page, request } = await begin(here.first, await newConsent(there));
  const confirmation = await login(browser.through(there.nobody), page);
  const { response } = await decide(browser.through(here.nobody), confirmation, 'approve');
  const code = String(response?.['code']);
  const { status, body } = await there.first.redeem(code, request);
  expect(status).toBe(200);
  expect((await resources(here, here.first, body['access_token'])).status).toBe(200);
  expect((await here.first.refresh(body['refresh_token'])).body['refresh_token']).toBe(body['refresh_token']);

  // A used assertion and a used code are used everywhere, and what a used code gave is dead everywhere.
  const [own, claims] = [{ grant_type: 'client_credentials', scope: 'consents' }, { jti: 'used-once' }];
  expect((await here.first.token(own, { claims })).status).toBe(200);
  expect((await there.first.token(own, { claims })).status).toBe(401);
  expect((await here.first.redeem(code, request)).body['error']).toBe('invalid_grant');
  expect((await resources(there, there.first, body['access_token'])).status).toBe(401);
});
