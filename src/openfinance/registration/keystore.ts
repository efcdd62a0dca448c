import type { Reader } from '../../store/store.js';
import { type DemoKeys, demoKeysAt } from './demo-clients.js';
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

/** Gets a client's keys: from our own directory without going out, else from where the client has them. */
export async function fetchKeys(
  finder: KeyFinder,
  target: string | URL | Request,
  options: RequestInit = {},
): Promise<Response> {
  const url = target instanceof Request ? target.url : target;
  const { origin, pathname } = new URL(url);
  if (origin === finder.origin) {
    const jwks = await publishedKeys(finder, pathname);
    return jwks ? Response.json(jwks) : new Response('', { status: 404 });
  }
  // The library keeps requests from going where only we can reach. On loopback that is where the receivers are.
  const { dispatcher: _, ...anywhere } = options as RequestInit & { dispatcher?: unknown };
  return fetch(url, finder.isLoopback ? anywhere : options);
}
