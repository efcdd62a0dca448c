import { DAY } from '../../../core/instant.js';
import type { Exchange } from '../../../core/exchange.js';
import { listedIn } from '../../reading.js';
import { productCallsIn } from '../../products.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';
import { listsIn } from '../../shown.js';
import { spanText, waitBetween } from '../../waits.js';

/** How old a list may be when a product is called. The texts leave it to the receiver; ours. Milliseconds, end included. */
const FRESH = DAY;

export default {
  id: 'RCV-12',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'list',
  title: say(
    'Resources é chamada de tempos em tempos, e o que aparece de novo nela é consultado.',
    'Resources is called from time to time, and what newly appears in it is looked up.',
  ),
  source: 'DC-Recursos, Recomendação de uso; DC-Investimentos, RN004; DC-Câmbio, RN004',
  needs: say(
    'um consentimento usado por mais de um dia, ou um recurso novo numa lista posterior',
    'a consent used for more than a day, or a new resource in a later list',
  ),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) => {
      const lists = listsIn(calls);
      return [...staleUse(calls, lists), ...newcomers(calls, lists)];
    }),
} satisfies ReceiverRule;

function staleUse(calls: readonly Exchange[], lists: readonly Exchange[]): readonly Finding[] {
  const [first] = lists;
  if (!first) return [];
  return productCallsIn(calls).flatMap(({ exchange }) => {
    if (exchange.id < first.id || waitBetween(first, exchange) <= FRESH) return [];
    const last = lists.findLast(({ id }) => id < exchange.id) ?? first;
    const age = spanText(waitBetween(last, exchange));
    const text = say(
      `Produto chamado ${age.pt} depois da última lista; espera-se uma lista de até 1 d.`,
      `Product called ${age.en} after the last list; a list no older than 1 d is expected.`,
    );
    return [(waitBetween(last, exchange) > FRESH ? broken : kept)(text, [last, exchange])];
  });
}

/** A resource that a later list shows for the first time, while others of its type go on being called. */
function newcomers(calls: readonly Exchange[], lists: readonly Exchange[]): readonly Finding[] {
  const known = new Set<string>();
  return lists.flatMap((list, place) => {
    const fresh = listedIn(list).filter(({ resourceId }) => !known.has(resourceId));
    for (const { resourceId } of fresh) known.add(resourceId);
    if (place === 0 || isLaterPage(list)) return [];
    const later = productCallsIn(calls.filter(({ id }) => id > list.id));
    return fresh
      .filter(({ status }) => status === 'AVAILABLE')
      .flatMap(({ resourceId, type }) => {
        const siblings = later.filter((call) => call.type === type && call.resourceId !== undefined);
        const own =
          later.find((call) => call.resourceId === resourceId) ??
          later.find((call) => call.type === type && call.endpoint === 'list');
        if (own)
          return [
            kept(say(`O novo ${resourceId} foi consultado.`, `The new ${resourceId} was looked up.`), [
              list,
              own.exchange,
            ]),
          ];
        const [sibling] = siblings;
        if (!sibling) return [];
        const text = say(
          `O novo ${resourceId} nunca foi consultado, e outros do tipo foram.`,
          `The new ${resourceId} was never looked up, while others of its type were.`,
        );
        return [broken(text, [list, sibling.exchange])];
      });
  });
}

const isLaterPage = ({ query }: Exchange): boolean => Number(new URLSearchParams(query).get('page') ?? 1) > 1;
