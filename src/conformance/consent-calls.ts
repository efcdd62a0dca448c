import type { Exchange } from '../core/exchange.js';
import { fieldOf, officialPath } from './reading.js';
import { concernedBy } from './receiver-traffic.js';

/** A call to the Consents API. */
export interface ConsentCall {
  readonly exchange: Exchange;
  readonly consentId: string | undefined;
  readonly operation: 'create' | 'read' | 'delete' | 'extend' | 'history';
}

export const consentCallsIn = (journal: readonly Exchange[]): readonly ConsentCall[] =>
  journal.flatMap((exchange) => {
    const operation = operationOf(exchange);
    return operation ? [{ exchange, operation, consentId: concernedBy(exchange) }] : [];
  });

function operationOf(exchange: Exchange): ConsentCall['operation'] | undefined {
  const place = officialPath(exchange);
  if (place?.family !== 'consents') return undefined;
  const { method } = exchange;
  if (place.rest === '/consents') return method === 'POST' ? 'create' : undefined;
  if (/^\/consents\/[^/]+\/extends$/.test(place.rest)) return method === 'POST' ? 'extend' : undefined;
  if (/^\/consents\/[^/]+\/extensions$/.test(place.rest)) return method === 'GET' ? 'history' : undefined;
  if (!/^\/consents\/[^/]+$/.test(place.rest)) return undefined;
  return method === 'GET' ? 'read' : method === 'DELETE' ? 'delete' : undefined;
}

/** What a request asks for, under `data`; undefined when it is not there. */
export const askedIn = ({ requestBody }: Exchange, ...keys: readonly string[]): unknown =>
  fieldOf(requestBody, 'data', ...keys);

/** Who asks: the logged user's document. */
export const loggedUserOf = (exchange: Exchange): unknown =>
  askedIn(exchange, 'loggedUser', 'document', 'identification');
