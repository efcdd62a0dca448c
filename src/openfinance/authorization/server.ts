import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { OAuthRefusal, sendRefusal } from '../auth/oauth-error.js';
import { echoInteractionId } from '../wire/interaction-id.js';
import type { AuthorizationHouse } from './house.js';
import { quietImport } from './quiet-import.js';

/** An address of the authorization server, below `/auth`. */
interface Address {
  readonly path: RegExp;
  readonly methods: readonly string[];
  /** Whether only callers with a certificate may use it. RULES §7. */
  readonly isProtected?: boolean;
  /** Whether it is there to be read by everybody: nothing that a receiver does. */
  readonly isPublished?: boolean;
}

const ADDRESSES: readonly Address[] = [
  { path: /^\/\.well-known\/openid-configuration$/, methods: ['GET'], isPublished: true },
  { path: /^\/jwks$/, methods: ['GET'], isPublished: true },
  { path: /^\/authorize$/, methods: ['GET'] },
  { path: /^\/authorize\/[\w-]+$/, methods: ['GET'] },
  { path: /^\/interaction\/[\w-]+(\/\w+)?$/, methods: ['GET', 'POST'], isPublished: true },
  { path: /^\/par$/, methods: ['POST'], isProtected: true },
  { path: /^\/token(\/(introspection|revocation))?$/, methods: ['POST'], isProtected: true },
  { path: /^\/userinfo$/, methods: ['GET', 'POST'], isProtected: true },
  { path: /^\/register$/, methods: ['POST'], isProtected: true },
  { path: /^\/register\/[^/]+$/, methods: ['GET', 'PUT', 'DELETE'], isProtected: true },
];

/**
 * The authorization server, to be mounted at `/auth`. What it is built on costs a start more than everything else
 * together, so it is read when somebody first asks for it. `record`: writes an exchange into the journal.
 */
export function authorizationServer(house: AuthorizationHouse, record: RequestHandler): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  let opening: Promise<RequestHandler> | undefined;
  router.use((req, res, next) => (addressOf(req.path)?.isPublished ? next() : record(req, res, next)));
  router.use((req, res, next) => {
    echoInteractionId(req, res);
    next();
  });
  router.use(requireAddress(house));
  router.get('/jwks', (_req, res) => void res.json({ keys: [house.keys.publicJwk] }));
  router.use(async (req, res, next) => {
    opening ??= quietImport(() => import('./provider.js')).then(({ openProvider }) => openProvider(house));
    (await opening)(req, res, next);
  });
  router.use(renderError(house));
  return router;
}

const addressOf = (asked: string): Address | undefined => ADDRESSES.find(({ path }) => path.test(asked));

/** @throws OAuthRefusal 404 and 405; 401 for what is protected, called without a certificate, on whichever listener. */
const requireAddress =
  (house: AuthorizationHouse): RequestHandler =>
  (req, res, next) => {
    const address = addressOf(req.path);
    if (!address) throw new OAuthRefusal('invalid_request', 'there is no such address here', 404);
    const { methods, isProtected = false } = address;
    const isTaken = methods.includes(req.method) || (req.method === 'HEAD' && methods.includes('GET'));
    if (!isTaken) {
      res.setHeader('allow', methods.join(', '));
      throw new OAuthRefusal('invalid_request', `the method here is ${methods.join(' or ')}`, 405);
    }
    if (!isProtected || house.certificates.of(req)) return next();
    throw new OAuthRefusal(
      req.path === '/userinfo' ? 'invalid_token' : 'invalid_client',
      house.addresses().mtls === undefined
        ? 'a client certificate is required here: start with --tls-port to have an address that takes one'
        : 'a client certificate is required here: use the address under mtls_endpoint_aliases',
      401,
    );
  };

const renderError =
  (house: AuthorizationHouse): ErrorRequestHandler =>
  (error, req, res, _next) => {
    if (res.headersSent) return;
    if (error instanceof OAuthRefusal) return sendRefusal(res, error);
    house.report(error, req);
    sendRefusal(res, new OAuthRefusal('server_error', 'the authorization server failed', 500));
  };
