import { hash } from 'node:crypto';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { isTooDeep } from '../core/nesting.js';

const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key']);
const SECRET_NAMES =
  /^(access_token|refresh_token|id_token|token|client_secret|client_assertion|registration_access_token|password|code|code_verifier|request|assertion|accessToken)$/i;
/** A credential whose scheme may stay readable. */
const CREDENTIAL = /^(bearer|basic|digest|dpop) +(.+)$/is;

/** Stands for a secret: the same secret always gives the same text, and the text does not give the secret. */
const mask = (secret: string): string => masked(hash('sha256', secret));
const masked = (digest: string): string => `[redacted ${digest.slice(0, 12)}]`;

/** An `Authorization` header, `<scheme> <secret>`, and the SHA-256 of its secret in hexadecimal. */
export interface Credential {
  readonly text: string;
  readonly digest: string;
}

/** Headers as the journal keeps them. The scheme of a credential stays readable. `known`: one that was hashed before. */
export function redactHeaders(
  headers: IncomingHttpHeaders | OutgoingHttpHeaders,
  known?: Credential,
): Record<string, string> {
  const readable: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined) continue;
    const text = typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : String(value);
    readable[name] = known?.text === text ? redactKnown(known) : readableHeader(name, text);
  }
  return readable;
}

function readableHeader(written: string, text: string): string {
  const name = written.toLowerCase();
  if (SECRET_HEADERS.has(name)) return redactCredential(text);
  return name === 'location' || name === 'referer' ? redactAddress(text) : text;
}

/** An address whose query or fragment may carry what an authorization gives. */
function redactAddress(address: string): string {
  const [, path = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(address) ?? [];
  return [
    path,
    query === undefined ? '' : `?${redactQuery(query)}`,
    fragment === undefined ? '' : `#${redactQuery(fragment)}`,
  ].join('');
}

const redactKnown = ({ text, digest }: Credential): string => `${text.slice(0, text.indexOf(' '))} ${masked(digest)}`;

function redactCredential(text: string): string {
  const [, scheme, secret] = CREDENTIAL.exec(text) ?? [];
  return scheme !== undefined && secret !== undefined ? `${scheme} ${mask(secret)}` : mask(text);
}

/** A query string as the journal keeps it. */
export function redactQuery(query: string): string {
  if (query === '') return query;
  return query
    .split('&')
    .map((pair) => {
      const [name = ''] = new URLSearchParams(pair).keys();
      const [written = '', ...value] = pair.split('=');
      return SECRET_NAMES.test(name) && value.length > 0 ? `${written}=${mask(value.join('='))}` : pair;
    })
    .join('&');
}

/** Signed by the caller: what it says is no secret, the signature makes it one. */
const STATEMENTS = ['request', 'client_assertion'];
const JWS = /^([\w-]+)\.([\w-]+)\.[\w-]+$/;

/** A signed statement without its signature, so that it can be read and not be used. */
function redactStatement(name: string, text: string): unknown {
  const [, header, claims] = STATEMENTS.includes(name) ? (JWS.exec(text) ?? []) : [];
  const parts = [header, claims].map((part) => (part === undefined ? undefined : jsonIn(part)));
  return parts.every((part) => typeof part === 'object' && part !== null)
    ? { redacted: mask(text), header: parts[0], claims: parts[1] }
    : mask(text);
}

function jsonIn(part: string): unknown {
  try {
    const text = Buffer.from(part, 'base64url');
    return isTooDeep(text) ? undefined : JSON.parse(text.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A body as the journal keeps it: the same object when there is nothing to hide in its first level. */
export function redactBody(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const secrets = Object.keys(body).filter((name) => SECRET_NAMES.test(name));
  if (secrets.length === 0) return body;
  const entries = Object.entries(body).map(([name, value]) => [
    name,
    secrets.includes(name) ? redactStatement(name, String(value)) : value,
  ]);
  return Object.fromEntries(entries);
}
