import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { compactDecrypt, createLocalJWKSet, importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { Agent, type Dispatcher, fetch as fetchWith } from 'undici';
import type { Written } from '../../../src/config.js';
import { type Opened, opened } from '../../http/calls.js';

/** The keys of the demo clients, as they ship. */
export const DEMO_KEYS = JSON.parse(await readFile('fixtures/keys/development-client-keys.json', 'utf8')) as Readonly<
  Record<string, { keys: readonly (JWK & { kid: string })[] }>
>;

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
export const LOA2 = 'urn:brasil:openbanking:loa2';
export const LOA3 = 'urn:brasil:openbanking:loa3';

/** An answer, whatever it is made of. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty when the text is no JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The metadata of the authorization server. */
export type Metadata = Readonly<Record<string, string>> & {
  readonly mtls_endpoint_aliases: Readonly<Record<string, string>>;
};

/** A bank that speaks TLS, and its two receivers. */
export interface House extends AsyncDisposable {
  readonly opened: Opened;
  readonly mtlsUrl: string;
  readonly metadata: Metadata;
  readonly first: Receiver;
  readonly second: Receiver;
  /** Without a client certificate. */
  readonly nobody: Dispatcher;
}

export async function house(settings: Written = {}, options: Parameters<typeof opened>[1] = {}): Promise<House> {
  return houseOf(await opened({ tlsPort: '0', ...settings }, options));
}

/** The same for a bank that is open, called at its own address or, with a connection for each request, at another. */
export async function houseOf(bank: Opened, elsewhere?: string): Promise<House> {
  const { tls } = bank.running;
  if (!tls) throw new Error('no TLS listener');
  const mtlsUrl = elsewhere ?? tls.mtlsUrl;
  const keepAlive = elsewhere === undefined ? {} : { pipelining: 0 };
  const ca = tls.authority.certificate;
  const withCertificate = (name: string): Dispatcher => {
    const { certificate: cert = '', key = '' } = tls.clients[name] ?? {};
    return new Agent({ ...keepAlive, connect: { ca, cert, key } });
  };
  const nobody = new Agent({ ...keepAlive, connect: { ca } });
  const address = `${mtlsUrl}/auth/.well-known/openid-configuration`;
  const metadata = (await ask(nobody, address)).body as unknown as Metadata;
  const receiver = (clientId: string, name: string) =>
    new Receiver({
      clientId,
      keys: DEMO_KEYS[name]?.keys ?? [],
      metadata,
      mtls: withCertificate(name),
      browser: nobody,
      redirectUri: `https://receptora-${name === 'client-1' ? 'um' : 'dois'}.test/callback`,
    });
  const [first, second] = [receiver('receptora-demo', 'client-1'), receiver('receptora-demo-2', 'client-2')];
  return {
    opened: bank,
    mtlsUrl,
    metadata,
    first,
    second,
    nobody,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([nobody, first.mtls, second.mtls].map((agent) => agent.destroy()));
      await bank.running.close();
    },
  };
}

/** One call; nothing is followed. */
export async function ask(dispatcher: Dispatcher, url: string | URL, init: object = {}): Promise<Got> {
  const response = await fetchWith(url, { redirect: 'manual', ...init, dispatcher } as never);
  const text = await response.text();
  return { status: response.status, headers: response.headers as unknown as Headers, text, body: parsed(text) };
}

function parsed(text: string): Got['body'] {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

type Claims = Readonly<Record<string, unknown>>;

/** How a JWT differs from a right one; a claim given as `undefined` is left out. */
export interface Twist {
  readonly claims?: Claims;
  readonly alg?: string;
  readonly key?: JWK;
  readonly kid?: string;
}

interface Identity {
  readonly clientId: string;
  readonly keys: readonly (JWK & { kid: string })[];
  readonly metadata: Metadata;
  readonly mtls: Dispatcher;
  readonly browser: Dispatcher;
  readonly redirectUri: string;
}

/** What the receiver remembers of an authorization it asks for. */
export interface Request {
  readonly verifier: string;
  readonly nonce: string;
  readonly state: string;
  readonly claims: Claims;
}

/** A receiver as FAPI-BR wants it, every step of which may be done wrong on purpose. */
export class Receiver {
  readonly clientId: string;
  readonly metadata: Metadata;
  readonly mtls: Dispatcher;
  readonly browser: Dispatcher;
  readonly redirectUri: string;
  readonly #keys: Identity['keys'];

  constructor(identity: Identity) {
    this.clientId = identity.clientId;
    this.metadata = identity.metadata;
    this.mtls = identity.mtls;
    this.browser = identity.browser;
    this.redirectUri = identity.redirectUri;
    this.#keys = identity.keys;
  }

  get keys(): Identity['keys'] {
    return this.#keys;
  }

  async sign(
    claims: Claims,
    { claims: other = {}, alg = 'PS256', key = this.#keys[0], kid = key?.kid }: Twist = {},
  ): Promise<string> {
    const payload = Object.fromEntries(
      Object.entries({ ...claims, ...other }).filter(([, value]) => value !== undefined),
    );
    const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    if (alg === 'none') return `${encoded({ alg })}.${encoded(payload)}.`;
    return new SignJWT(payload as JWTPayload)
      .setProtectedHeader({ alg, ...(kid !== undefined && { kid }) })
      .sign(await importJWK({ ...key, alg } as JWK));
  }

  assertion(twist: Twist = {}): Promise<string> {
    const now = seconds();
    const claims = {
      iss: this.clientId,
      sub: this.clientId,
      aud: this.metadata['issuer'],
      iat: now,
      exp: now + 60,
      jti: randomUUID(),
    };
    return this.sign(claims, twist);
  }

  /** A form with the client's assertion; a field given as `undefined` is left out. */
  async form(fields: Readonly<Record<string, string | undefined>>, twist: Twist = {}): Promise<URLSearchParams> {
    const all = { client_assertion_type: ASSERTION_TYPE, client_assertion: await this.assertion(twist), ...fields };
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return new URLSearchParams(given);
  }

  /** A call of an endpoint behind mTLS, by its metadata name. */
  async post(
    endpoint: string,
    fields: Readonly<Record<string, string | undefined>>,
    twist: Twist = {},
    dispatcher = this.mtls,
  ): Promise<Got> {
    const url = this.metadata.mtls_endpoint_aliases[endpoint] ?? '';
    return ask(dispatcher, url, { method: 'POST', body: await this.form(fields, twist) });
  }

  token(fields: Readonly<Record<string, string | undefined>>, twist: Twist = {}, dispatcher = this.mtls): Promise<Got> {
    return this.post('token_endpoint', fields, twist, dispatcher);
  }

  async ownToken(): Promise<string> {
    const { status, text, body } = await this.token({ grant_type: 'client_credentials', scope: 'consents' });
    if (status !== 200) throw new Error(`client credentials: ${status} ${text}`);
    return String(body['access_token']);
  }

  /** Calls an API of ours. */
  api(
    url: string,
    token: string,
    init: {
      readonly method?: string;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly dispatcher?: Dispatcher;
    } = {},
  ): Promise<Got> {
    const { method = 'GET', body, headers = {}, dispatcher = this.mtls } = init;
    return ask(dispatcher, url, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'x-fapi-interaction-id': randomUUID(),
        'x-fapi-auth-date': new Date().toUTCString(),
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** An authorization request for a consent, right but for the twist. */
  async request(consentId: string, twist: Twist = {}): Promise<Request & { readonly object: string }> {
    const verifier = randomBytes(32).toString('base64url');
    const [nonce, state] = [randomUUID(), randomUUID()];
    const now = seconds();
    const claims = {
      iss: this.clientId,
      aud: this.metadata['issuer'],
      client_id: this.clientId,
      iat: now,
      nbf: now,
      exp: now + 300,
      response_type: 'code id_token',
      redirect_uri: this.redirectUri,
      scope: `openid consents resources accounts loans consent:${consentId}`,
      state,
      nonce,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      claims: { id_token: { acr: { essential: true } } },
    };
    return { verifier, nonce, state, claims, object: await this.sign(claims, twist) };
  }

  /** Pushes a request object. */
  par(object: string, fields: Readonly<Record<string, string | undefined>> = {}, twist: Twist = {}): Promise<Got> {
    return this.post('pushed_authorization_request_endpoint', { request: object, ...fields }, twist);
  }

  /** Where the browser goes with a pushed request. */
  authorizationUrl(requestUri: unknown, more: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams({ client_id: this.clientId, request_uri: String(requestUri), ...more });
    return `${this.metadata['authorization_endpoint']}?${query.toString()}`;
  }

  /** Exchanges a code. */
  redeem(
    code: string,
    { verifier }: Pick<Request, 'verifier'>,
    fields: Readonly<Record<string, string | undefined>> = {},
    twist: Twist = {},
  ): Promise<Got> {
    const usual = { grant_type: 'authorization_code', code, redirect_uri: this.redirectUri, code_verifier: verifier };
    return this.token({ ...usual, ...fields }, twist);
  }

  refresh(refreshToken: unknown, fields: Readonly<Record<string, string | undefined>> = {}): Promise<Got> {
    return this.token({ grant_type: 'refresh_token', refresh_token: String(refreshToken), ...fields });
  }

  /** Decrypts an id_token with our key, and verifies it with the server's. */
  async openIdToken(idToken: string) {
    const key = this.#keys.find(({ use }) => use === 'enc');
    const { plaintext, protectedHeader } = await compactDecrypt(idToken, await importJWK(key as JWK, 'RSA-OAEP'));
    const jwks = (await ask(this.browser, this.metadata['jwks_uri'] ?? '')).body as unknown as { keys: JWK[] };
    const inner = new TextDecoder().decode(plaintext);
    const options = { issuer: this.metadata['issuer'] ?? '', audience: this.clientId, algorithms: ['PS256'] };
    const verified = await jwtVerify(inner, createLocalJWKSet(jwks), options);
    return { outer: protectedHeader, inner: verified.protectedHeader, claims: verified.payload, signed: inner };
  }
}

export const seconds = (): number => Math.floor(Date.now() / 1000);
