import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Response, type Router } from 'express';
import { carriesToken } from './guard.js';

/** Nothing but the console's own files, and no host but this one. What scripts write into the page is text, never markup. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const protect: RequestHandler = (_req, res, next) => {
  res.set({
    'content-security-policy': POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  next();
};

/**
 * The web console, from its folder. Every address below it is the same page: the address says what it shows. Where an
 * admin token is asked for, the page comes with 401 until it is sent; what it then shows is the way to sign in.
 */
export function consolePages(folder: string, adminToken: string | undefined): Router {
  const router = express.Router();
  router.use(protect);
  // Their names tell their contents apart, and there is nothing secret in them.
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  router.get(/.*/, (req, res) => page(join(folder, 'index.html'), carriesToken(req, adminToken) ? 200 : 401, res));
  router.use((error: { status?: number }, _req: express.Request, res: Response, _next: express.NextFunction) => {
    res
      .status(error.status === 404 ? 404 : 400)
      .type('text/plain')
      .end('not found');
  });
  return router;
}

function page(file: string, status: number, res: Response): void {
  res.set('cache-control', 'no-cache');
  if (!existsSync(file)) {
    res.status(503).type('text/plain').end('the console is not built: npm run build');
    return;
  }
  if (status === 401) res.set('www-authenticate', 'Bearer realm="transmissora admin"');
  res.status(status).sendFile(file, { lastModified: false, cacheControl: false });
}
