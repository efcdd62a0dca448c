import { SECOND } from '../../core/instant.js';
import type { Store } from '../../store/store.js';
import { AUTH_RECORDS } from '../auth/records.js';
import type { AccessToken, ClientCredentials } from './library.js';

type IssuedToken = AccessToken | ClientCredentials;

interface Parts {
  readonly payload: Record<string, unknown>;
}

/**
 * The library forgets a JWT once it is signed. We keep what it stood for, so that it can be introspected, used at
 * userinfo, revoked, and dies with its grant; the claim says that it counts no longer than its record.
 */
export async function keepIssued(store: Store, token: IssuedToken, { payload }: Parts): Promise<void> {
  Object.assign(payload, { nbf: payload['iat'], recorded: true });
  const { kind, jti, clientId, scope, extra } = token;
  const { accountId, grantId, gty } = token as Partial<AccessToken>;
  const { iat, exp } = payload as { iat: number; exp: number };
  const thumbprint = { 'x5t#S256': token['x5t#S256'] };
  const kept = { kind, jti, iat, exp, clientId, accountId, grantId, gty, scope, extra, ...thumbprint };
  await store.transaction((tx) =>
    tx.put(AUTH_RECORDS[kind === 'AccessToken' ? 'AccessToken' : 'ClientCredentials'], jti, {
      payload: Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
      expiresAt: exp * SECOND,
    }),
  );
}
