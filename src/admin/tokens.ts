import { type Router, Router as newRouter } from 'express';
import { Refusal } from '../core/errors.js';
import { type IssuedToken, tokenLife } from '../openfinance/auth/tokens.js';
import { CONSENTS } from '../openfinance/consents/consent.js';
import { DEFAULT_CLIENT } from '../openfinance/consents/creation.js';
import { scopesOf } from '../openfinance/consents/scopes.js';
import type { AdminHouse } from './house.js';

export interface TokenWanted {
  readonly consentId?: string;
  readonly clientId?: string;
  /** Space-separated; what the consent's permissions call for, or `consents`, by default. */
  readonly scope?: string;
  readonly grantType?: 'authorization_code' | 'client_credentials';
  /** Seconds. */
  readonly expiresIn?: number;
  /** `x5t#S256` of the client certificate it is bound to, for use on the mTLS listener. RFC 8705. */
  readonly certificateThumbprint?: string;
}

/** A token for quick work. With a consent it is bound to it; the consent's status is looked at when it is used. */
export async function issueToken(house: AdminHouse, wanted: TokenWanted): Promise<IssuedToken> {
  const grantType = wanted.grantType ?? (wanted.consentId === undefined ? 'client_credentials' : 'authorization_code');
  const { expiresIn = tokenLife(house.settings), certificateThumbprint: thumbprint } = wanted;
  const bound = { expiresIn, ...(thumbprint !== undefined && { thumbprint }) };
  if (grantType === 'client_credentials') {
    if (wanted.consentId !== undefined) {
      throw new Refusal('malformed', 'a client_credentials token is not bound to a consent: leave consentId out', {
        field: 'consentId',
      });
    }
    return house.tokens.issue({
      clientId: wanted.clientId ?? DEFAULT_CLIENT,
      scope: wanted.scope ?? 'consents',
      ...bound,
    });
  }
  if (wanted.consentId === undefined)
    throw new Refusal('malformed', 'an authorization_code token needs a consentId', { field: 'consentId' });
  const consent = (await house.store.get(CONSENTS, wanted.consentId))?.value;
  if (!consent) throw new Refusal('not-found', `there is no consent ${wanted.consentId}`);
  return house.tokens.issue({
    clientId: wanted.clientId ?? consent.clientId,
    consentId: consent.consentId,
    scope: wanted.scope ?? scopesOf(consent.permissions).join(' '),
    ...bound,
  });
}

export function tokenRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.post('/tokens', async (req, res) => void res.status(201).json(await issueToken(house, req.body)));
  return router;
}
