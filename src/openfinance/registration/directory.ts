import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import type { IdSource } from '../../core/ids.js';
import { requireShallow } from '../../core/nesting.js';

import type { WallClock } from '../../core/clock.js';
import type { Store } from '../../store/store.js';
import type { ClientCertificates } from '../auth/client-certificate.js';
import type { SigningKeys } from '../auth/keys.js';
import { OAuthRefusal, sendRefusal } from '../auth/oauth-error.js';
import type { DemoKeys } from './demo-clients.js';
import { publishedKeys } from './keystore.js';
import { keystorePath, SOFTWARE } from './software.js';
import { readSoftware } from './software-wanted.js';
import { signStatement } from './statement.js';

interface DirectoryHouse {
  readonly store: Store;
  readonly wall: WallClock;
  readonly ids: IdSource;
  readonly keys: SigningKeys;
  readonly certificates: ClientCertificates;
  addresses(): { readonly issuer: string };
  readDemoKeys(): Promise<DemoKeys | undefined>;
  report(error: unknown, req: Request): void;
}

const IS_PUBLIC = { 'cache-control': 'public, max-age=60' };

/**
 * The mock directory's part in registration, to be mounted at `/directory`: its keys, and software statements.
 * `record`: writes an exchange into the journal.
 */
export function directoryRoutes(house: DirectoryHouse, record: RequestHandler): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/keystore/openbanking.jwks', (_req, res) => {
    res.set(IS_PUBLIC).json({ keys: [house.keys.publicJwk] });
  });
  router.get('/keystore/:organisationId/:softwareId/application.jwks', async (req, res) => {
    const { organisationId, softwareId } = req.params;
    const finder = { store: house.store, demoKeys: await house.readDemoKeys() };
    const jwks = await publishedKeys(finder, keystorePath(organisationId, softwareId));
    if (!jwks) throw new OAuthRefusal('not_found', 'the directory keeps no keys of that software', 404);
    res.set(IS_PUBLIC).json(jwks);
  });
  router.use(record);
  router.post('/ssa', express.json({ limit: '64kb', verify: requireShallow }), async (req, res) => {
    const { issuer: origin } = house.addresses();
    const wanted = readSoftware(req.body ?? {}, house.certificates.of(req)?.subject, () => house.ids.uuid());
    const software = await house.store.transaction(async (tx) => {
      const known = (await tx.get(SOFTWARE, wanted.softwareId))?.value;
      if (known && known.statement.org_id !== wanted.organisationId)
        throw new OAuthRefusal('invalid_request', 'that software belongs to another organisation');
      const made = wanted.softwareFrom(known, origin);
      await tx.put(SOFTWARE, wanted.softwareId, made);
      return made;
    });
    const { org_id, software_id, software_jwks_uri } = software.statement;
    const software_statement = await signStatement(software.statement, house.keys, house.wall.now());
    res.status(201).json({ software_statement, org_id, software_id, software_jwks_uri });
  });
  router.use(() => {
    throw new OAuthRefusal('not_found', 'the directory has no such address', 404);
  });
  const renderError: ErrorRequestHandler = (error, req, res, _next) => {
    if (res.headersSent) return;
    if (error instanceof OAuthRefusal) return sendRefusal(res, error);
    const { status } = error as { status?: number };
    if (status !== undefined && status < 500)
      return sendRefusal(res, new OAuthRefusal('invalid_request', 'the body is not JSON, or too large', status));
    house.report(error, req);
    sendRefusal(res, new OAuthRefusal('server_error', 'the directory failed', 500));
  };
  router.use(renderError);
  return router;
}
