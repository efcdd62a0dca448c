import type { Request, RequestHandler } from 'express';
import { isTooDeep } from '../../core/nesting.js';
import { AUTH_RECORDS, RECORD_KINDS } from '../auth/records.js';
import { OAuthRefusal } from '../auth/oauth-error.js';
import { fetchKeys, type KeyFinder } from '../registration/keystore.js';
import { metadataOf, requireKeys, requireSameOwner, wrong } from '../registration/rules.js';
import { claimsOf, readStatement, type Statement } from '../registration/statement.js';
import type { Store } from '../../store/store.js';
import type { AuthorizationHouse } from './house.js';
import { substitute } from './known-tokens.js';
import { CLIENT_DEFAULTS, SCOPES } from './profile.js';
import { readText, withBody } from './same-request.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * What dynamic registration asks for before the library sees it: a software statement of the directory, the certificate
 * of that very software, and metadata that stays within both. DCR-BR 2.1.0; RULES §7.
 */
export const registrationGate =
  (house: AuthorizationHouse, finder: KeyFinder): RequestHandler =>
  async (req, _res, next) => {
    const [, , clientId] = /^\/register(\/([^/]+))?$/.exec(req.path) ?? [];
    const isNew = req.path === '/register' && req.method === 'POST';
    if (!isNew && clientId === undefined) return next();
    const known =
      clientId === undefined ? undefined : (await house.store.get(AUTH_RECORDS.Client, clientId))?.value.payload;
    const subject = house.certificates.of(req)?.subject ?? {};
    if (known && known['software_id'] !== subject['UID'])
      throw new OAuthRefusal('invalid_token', 'the certificate is not that of the registered software', 401);
    if (isNew || (known && req.method === 'PUT')) {
      const asked = await readJson(req);
      const statement = await statementFor(house, asked, known);
      requireSameOwner(subject, statement);
      if (isNew) await requireUnregistered(house.store, statement);
      const metadata = metadataOf(asked, statement, SCOPES);
      requireKeys(await keysOf(finder, String(metadata['jwks_uri'])));
      const kept = { software_statement: asked['software_statement'] ?? known?.['software_statement'] };
      substitute(req, withBody(req, JSON.stringify({ ...CLIENT_DEFAULTS, ...metadata, ...kept })));
    }
    next();
  };

async function readJson(req: Request): Promise<Json> {
  const content: unknown = await readText(req)
    .then((text) => (isTooDeep(Buffer.from(text)) ? undefined : JSON.parse(text)))
    .catch(() => undefined);
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content as Json;
  throw wrong('the body must be a JSON object');
}

/** The one sent along; an update without one stays with the one it was registered with. */
async function statementFor(
  { keys, wall }: AuthorizationHouse,
  asked: Json,
  known: Json | undefined,
): Promise<Statement> {
  const before = known?.['software_statement'];
  if (asked['software_statement'] === undefined && typeof before === 'string') return claimsOf(before);
  return readStatement(asked['software_statement'], keys, wall.now());
}

async function requireUnregistered(store: Store, { software_id }: Statement): Promise<void> {
  const clients = await store.list(AUTH_RECORDS.Client);
  if (clients.some(({ value }) => value.payload['software_id'] === software_id))
    throw new OAuthRefusal(
      'invalid_software_statement',
      'the software is registered already: update or delete that client',
    );
}

async function keysOf(finder: KeyFinder, address: string): Promise<unknown> {
  try {
    const response = await fetchKeys(finder, address);
    if (response.ok) return await response.json();
  } catch {
    // Nobody there, or no JSON: the same words say so.
  }
  throw wrong('the keys at jwks_uri cannot be read');
}

/** A client that is gone leaves nothing that could still be used. */
export async function forgetClient(store: Store, clientId: string): Promise<void> {
  await store.transaction(async (tx) => {
    for (const kind of RECORD_KINDS.filter((name) => name !== 'Client')) {
      const kept = AUTH_RECORDS[kind];
      for (const { id } of await tx.list(kept, { index: 'clientId', equals: clientId })) await tx.delete(kept, id);
    }
  });
}
