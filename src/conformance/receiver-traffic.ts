import type { Exchange } from '../core/exchange.js';
import { isExamination } from './examiner.js';
import { fieldOf, headerOf, isListCall, officialPath } from './reading.js';

/** Whose traffic is judged; everybody's, when nothing is said. */
export interface Scope {
  readonly consentId?: string | undefined;
  readonly clientId?: string | undefined;
}

/** The calls made under one consent, oldest first. */
export interface ConsentUse {
  readonly consentId: string;
  readonly calls: readonly Exchange[];
}

/** The credential as the journal shows it: redacted, yet the same text for the same token. */
export const tokenOf = (exchange: Exchange): string | undefined => headerOf(exchange, 'authorization');

/** Gives refused calls the client and consent that other calls with the same token had. */
export function attribute(journal: readonly Exchange[]): readonly Exchange[] {
  const owners = new Map<string, Pick<Exchange, 'clientId' | 'consentId' | 'grant'>>();
  for (const exchange of journal) {
    const token = tokenOf(exchange);
    const { clientId, consentId, grant } = exchange;
    if (token === undefined || clientId === undefined || owners.has(token)) continue;
    owners.set(token, {
      clientId,
      ...(grant && { grant }),
      ...(grant !== 'client' && consentId !== undefined && { consentId }),
    });
  }
  return journal.map((exchange) =>
    exchange.clientId === undefined ? { ...exchange, ...owners.get(tokenOf(exchange) ?? '') } : exchange,
  );
}

/** Splits a journal into what is judged and what the same receiver did besides. An examination is judged only by name. */
export function within(
  journal: readonly Exchange[],
  { consentId, clientId }: Scope,
): { readonly judged: readonly Exchange[]; readonly others: readonly Exchange[] } {
  const attributed = attribute(clientId === undefined ? journal.filter((one) => !isExamination(one)) : journal);
  const owner = clientId ?? attributed.find((exchange) => concernedBy(exchange) === consentId)?.clientId;
  const isOwn = (exchange: Exchange): boolean =>
    owner === undefined || exchange.clientId === owner || (exchange.clientId === undefined && isPublic(exchange));
  const isJudged = (exchange: Exchange): boolean =>
    consentId === undefined || concernedBy(exchange) === consentId || isAside(exchange);
  const own = consentId === undefined && clientId === undefined ? attributed : attributed.filter(isOwn);
  return { judged: own.filter(isJudged), others: own.filter((exchange) => !isJudged(exchange)) };
}

/** The consent a call is about: its token's, the one in its path, or the one it made. */
export function concernedBy(exchange: Exchange): string | undefined {
  if (exchange.consentId !== undefined) return exchange.consentId;
  const place = officialPath(exchange);
  if (place?.family !== 'consents') return undefined;
  const [, written] = /^\/consents\/([^/]+)/.exec(place.rest) ?? [];
  if (written !== undefined) return decoded(written);
  const made = fieldOf(exchange.responseBody, 'data', 'consentId');
  return typeof made === 'string' ? made : undefined;
}

/** What is called with data of a consent: the list, the products, registration data. */
export const isDataCall = (exchange: Exchange): boolean => {
  const family = officialPath(exchange)?.family;
  return family !== undefined && !['consents', 'discovery'].includes(family);
};

/** The data calls of each consent, in the order the consents were first used. */
export function usesOf(journal: readonly Exchange[]): readonly ConsentUse[] {
  const uses = new Map<string, Exchange[]>();
  for (const exchange of journal) {
    if (exchange.consentId === undefined || !isDataCall(exchange)) continue;
    const calls = uses.get(exchange.consentId) ?? [];
    uses.set(exchange.consentId, calls);
    calls.push(exchange);
  }
  return [...uses].map(([consentId, calls]) => ({ consentId, calls }));
}

/** The first read of the list, page 1, among some calls: not one of its further pages. */
export const isFirstPage = (exchange: Exchange): boolean =>
  isListCall(exchange) && !(Number(new URLSearchParams(exchange.query).get('page') ?? 1) > 1);

export const isStatusQuery = (exchange: Exchange): boolean => {
  const place = officialPath(exchange);
  return place?.family === 'discovery' && place.rest === '/status';
};

export const isDirectoryCall = ({ path }: Exchange): boolean => path === '/participants';

export const isOAuthCall = ({ path }: Exchange): boolean => path.startsWith('/auth/');

const isPublic = (exchange: Exchange): boolean =>
  isDirectoryCall(exchange) || isOAuthCall(exchange) || officialPath(exchange)?.family === 'discovery';

/** Belongs to no consent, yet tells how a receiver goes about its consents. */
const isAside = (exchange: Exchange): boolean => isPublic(exchange) && exchange.consentId === undefined;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
