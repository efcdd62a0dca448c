import { type Instant, SECOND } from '../core/instant.js';
import type { Exchange } from '../core/exchange.js';
import { fieldOf, queryOf } from './reading.js';
import { isOAuthCall } from './receiver-traffic.js';

/** An access token that was handed out, as far as the journal shows it. */
export interface IssuedToken {
  readonly exchange: Exchange;
  /** Redacted: the same text for the same token. */
  readonly accessToken: string;
  /** Real time. */
  readonly expiresAt: Instant;
  /** Tokens of one kind serve the same calls. */
  readonly kind: string;
}

export const issuedTokensIn = (journal: readonly Exchange[]): readonly IssuedToken[] =>
  journal.filter(isOAuthCall).flatMap((exchange) => {
    const accessToken = fieldOf(exchange.responseBody, 'access_token');
    const expiresIn = fieldOf(exchange.responseBody, 'expires_in');
    if (typeof accessToken !== 'string' || typeof expiresIn !== 'number') return [];
    const scope = String(fieldOf(exchange.responseBody, 'scope'));
    const isClients = fieldOf(exchange.requestBody, 'grant_type') === 'client_credentials';
    const kind = `${exchange.clientId} ${isClients ? 'client' : (/consent:\S+/.exec(scope)?.[0] ?? 'consent')}`;
    return [{ exchange, accessToken, expiresAt: exchange.wallAt + expiresIn * SECOND, kind }];
  });

/** The calls that open the customer's page: they come with the client's id in the query. */
export const authorisationRequestsIn = (calls: readonly Exchange[]): readonly Exchange[] =>
  calls.filter((exchange) => isOAuthCall(exchange) && exchange.method === 'GET' && queryOf(exchange).has('client_id'));

/** The claims of a pushed request object; those written plainly where there is none. */
export function pushedRequestIn(exchange: Exchange): unknown {
  const { method, requestBody } = exchange;
  if (method !== 'POST' || !isOAuthCall(exchange)) return undefined;
  const claims = fieldOf(requestBody, 'request', 'claims');
  return claims ?? (fieldOf(requestBody, 'response_type') === undefined ? undefined : requestBody);
}

/** How a client proved who it is. */
export interface ClientAssertion {
  readonly alg: string;
  readonly jti?: string;
}

export function assertionIn({ requestBody }: Exchange): ClientAssertion | undefined {
  const assertion = fieldOf(requestBody, 'client_assertion');
  if (assertion === undefined) return undefined;
  const [alg, jti] = [fieldOf(assertion, 'header', 'alg'), fieldOf(assertion, 'claims', 'jti')];
  return { alg: String(alg), ...(typeof jti === 'string' && { jti }) };
}
