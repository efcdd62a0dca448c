import type { Exchange } from '../../core/exchange.js';
import type { Instant } from '../../core/instant.js';
import { dataOf, fieldOf, isListCall, type ListedResource, listedIn, queryOf } from '../reading.js';
import { broken, type Finding, kept, say } from '../rule.js';
import { expectedOf } from './expectation.js';
import { type ArrangedConsent, type ArrangedResource, consentOf, type TransmitterFacts } from './facts.js';

/** An answer with a list of resources in it. */
export const isList = (exchange: Exchange): boolean =>
  isListCall(exchange) && exchange.status === 200 && dataOf(exchange) !== undefined;

/** Whether the answer shows the whole list, on one page. */
export const isWhole = (exchange: Exchange): boolean => {
  const links = fieldOf(exchange.responseBody, 'links');
  const page = queryOf(exchange).get('page') ?? '1';
  return isList(exchange) && page === '1' && ['next', 'prev'].every((name) => fieldOf(links, name) === undefined);
};

type Authorised = ArrangedConsent & { readonly authorisedAt: Instant };

/** A whole list, with what was arranged for the consent it belongs to. */
interface KnownList {
  readonly exchange: Exchange;
  readonly consent: Authorised;
  readonly held: readonly ArrangedResource[];
}

function knownLists(journal: readonly Exchange[], facts: TransmitterFacts): readonly KnownList[] {
  return journal.filter(isWhole).flatMap((exchange) => {
    const consent = consentOf(facts, exchange.consentId);
    if (consent?.authorisedAt === undefined) return [];
    const { authorisedAt, customerId } = consent;
    const held = facts.resources.filter((resource) => resource.customerId === customerId);
    return [{ exchange, consent: { ...consent, authorisedAt }, held }];
  });
}

/** Holds every list whose world is known to what one rule asks of its items. */
export const itemsUnder =
  (rule: string) =>
  (journal: readonly Exchange[], facts: TransmitterFacts): readonly Finding[] =>
    knownLists(journal, facts).flatMap((known) => judgeList(known, rule));

function judgeList({ exchange, consent, held }: KnownList, rule: string): readonly Finding[] {
  const items = new Map(listedIn(exchange).map((item) => [item.resourceId, item]));
  return held.flatMap((resource): readonly Finding[] => {
    const { presence, status } = expectedOf(consent, resource, exchange.at, held);
    const item = items.get(resource.resourceId);
    const findings: Finding[] = [];
    if (presence.rule === rule && presence.must !== 'free')
      findings.push(judgePresence(presence.must, resource, item, exchange));
    if (status?.rule === rule && item) findings.push(judgeStatus(status.among, item, exchange));
    return findings;
  });
}

function judgePresence(
  must: 'listed' | 'absent',
  { resourceId, type }: ArrangedResource,
  item: ListedResource | undefined,
  exchange: Exchange,
): Finding {
  const isThere = item !== undefined;
  if (isThere === (must === 'listed'))
    return kept(
      isThere
        ? say('Está na lista o que deve estar.', 'What must be listed is.')
        : say('Não está na lista o que não deve estar.', 'What must not be listed is not.'),
      [exchange],
    );
  return broken(
    must === 'listed'
      ? say(`${type} ${resourceId} não está na lista.`, `${type} ${resourceId} is not on the list.`)
      : say(`${type} ${resourceId} está na lista.`, `${type} ${resourceId} is on the list.`),
    [exchange],
  );
}

function judgeStatus(among: readonly string[], item: ListedResource, exchange: Exchange): Finding {
  const { resourceId, type, status } = item;
  if (among.includes(status))
    return kept(say('Os status são os esperados.', 'The statuses are as expected.'), [exchange]);
  const asked = among.join(' / ');
  return broken(
    say(
      `${type} ${resourceId} devia estar ${asked}; está ${status}.`,
      `${type} ${resourceId} should be ${asked}; it is ${status}.`,
    ),
    [exchange],
  );
}

/** The statuses each resource was shown with, one list after the other, by consent and id. */
export function sequences(journal: readonly Exchange[]): readonly {
  readonly item: ListedResource;
  readonly before: ListedResource;
  readonly evidence: readonly Exchange[];
}[] {
  const last = new Map<string, { item: ListedResource; exchange: Exchange }>();
  return journal.filter(isList).flatMap((exchange) =>
    listedIn(exchange).flatMap((item) => {
      const key = `${exchange.consentId ?? ''} ${item.resourceId}`;
      const before = last.get(key);
      last.set(key, { item, exchange });
      return before ? [{ item, before: before.item, evidence: [before.exchange, exchange] }] : [];
    }),
  );
}
