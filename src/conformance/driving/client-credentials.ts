import { constants, createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import type { WallClock } from '../../core/clock.js';
import { randomIds } from '../../core/ids.js';
import { SECOND } from '../../core/instant.js';
import { USER_AGENT } from '../examiner.js';
import { fieldOf } from '../reading.js';
import type { Connection } from './connection.js';

/** A receiver that can identify itself with a key. FAPI-BR, private_key_jwt. */
export interface Client {
  readonly clientId: string;
  readonly tokenEndpoint: string;
  /** RSA, private, as a JWK. */
  readonly key: JsonWebKey & { readonly kid?: string };
}

/** How long an assertion is good for. Seconds. */
const ASSERTION_LIFE = 60;

/** A token of the receiver itself, scope `consents`. @throws Error in the words of the token endpoint. */
export async function clientToken(client: Client, connection: Connection, wall: WallClock): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'consents',
    client_id: client.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion(client, wall),
  }).toString();
  const { status, text, error } = await connection.send({
    method: 'POST',
    url: client.tokenEndpoint,
    headers: {
      accept: 'application/json',
      'user-agent': USER_AGENT,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
    },
    body,
  });
  const token = status === 200 ? fieldOf(jsonIn(text), 'access_token') : undefined;
  if (typeof token === 'string') return token;
  const code = fieldOf(jsonIn(text), 'error');
  throw new Error(`${client.tokenEndpoint}: ${error ?? status} ${typeof code === 'string' ? code : ''}`.trim());
}

function assertion({ clientId, tokenEndpoint, key }: Client, wall: WallClock): string {
  const now = Math.floor(wall.now() / SECOND);
  const header = { alg: 'PS256', typ: 'JWT', ...(key.kid !== undefined && { kid: key.kid }) };
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: tokenEndpoint,
    jti: randomIds.uuid(),
    iat: now,
    exp: now + ASSERTION_LIFE,
  };
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = sign('sha256', Buffer.from(text), {
    key: createPrivateKey({ key, format: 'jwk' }),
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
  return `${text}.${signature.toString('base64url')}`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
