import type { Reader } from '../../store/store.js';
import { type DemoKeys, demoKeysAt } from './demo-clients.js';
import { isOutside } from './outside.js';
import { SOFTWARE, type Software } from './software.js';

/** What it takes to find keys. */
export interface KeyFinder {
  readonly store: Reader;
  /** Absent where the demo clients are not known. */
  readonly demoKeys: DemoKeys | undefined;
  /** Whether we are reached from this machine alone: then so may be the receivers. */
  readonly isLoopback: boolean;
  /** Where the directory is found. */
  readonly origin: string;
}

/** The keys the directory publishes at a path of ours. */
export async function publishedKeys(
  { store, demoKeys }: Pick<KeyFinder, 'store' | 'demoKeys'>,
  path: string,
): Promise<Software['jwks'] | undefined> {
  const [, organisationId = '', softwareId = ''] =
    /^\/directory\/keystore\/([^/]+)\/([^/]+)\/application\.jwks$/.exec(path) ?? [];
  const known = (await store.get(SOFTWARE, softwareId))?.value;
  if (known?.jwks && known.statement.org_id === organisationId) return known.jwks;
  return demoKeys && demoKeysAt(path, demoKeys);
}

/** How long a receiver may take to answer. Milliseconds. */
const PATIENCE = 2_500;

/**
 * Gets a client's keys: from our own directory without going out, else from where the client has them. Off loopback
 * that must be outside, where anybody reaches it.
 * @throws TypeError when it is not, or nobody answers.
 */
export async function fetchKeys(
  finder: KeyFinder,
  target: string | URL | Request,
  { headers }: Pick<RequestInit, 'headers'> = {},
): Promise<Response> {
  const { href, origin, pathname, hostname } = new URL(target instanceof Request ? target.url : target);
  if (origin === finder.origin) {
    const jwks = await publishedKeys(finder, pathname);
    return jwks ? Response.json(jwks) : new Response('', { status: 404 });
  }
  if (!finder.isLoopback && !(await isOutside(hostname))) throw new TypeError(`${hostname} is not outside`);
  return fetch(href, { ...(headers && { headers }), redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
}
