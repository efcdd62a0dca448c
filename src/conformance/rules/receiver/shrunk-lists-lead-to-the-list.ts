import type { Exchange } from '../../../core/exchange.js';
import { dataOf, fieldOf, isListCall, queryOf } from '../../reading.js';
import { type ProductCall, productCallsIn } from '../../products.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';

export default {
  id: 'RCV-11',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'products',
  title: say(
    'Quando a lista de um produto volta sem itens já vistos, a receptora chama Resources.',
    'When the list of a product comes back without items seen before, the receiver calls Resources.',
  ),
  source: 'DC-Recursos, use case 2',
  needs: say(
    'uma lista de produto menor que a anterior, e uma chamada depois',
    'a product list smaller than the one before, and a call after it',
  ),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) => {
      const lists = productCallsIn(calls).filter(
        ({ exchange, endpoint }) => endpoint === 'list' && exchange.status === 200 && isWholeQuery(exchange),
      );
      return lists.flatMap((list, place) => {
        const before = lists.slice(0, place).findLast(({ family }) => family === list.family);
        return before && sizeOf(list.exchange) < sizeOf(before.exchange) ? judge(before, list, calls) : [];
      });
    }),
} satisfies ReceiverRule;

/** Page 1, unfiltered: the size of any other answer says nothing. */
const isWholeQuery = (exchange: Exchange): boolean =>
  [...queryOf(exchange)].every(([name, value]) => name === 'page-size' || (name === 'page' && value === '1'));

function sizeOf(exchange: Exchange): number {
  const total = fieldOf(exchange.responseBody, 'meta', 'totalRecords');
  return typeof total === 'number' ? total : (dataOf(exchange)?.length ?? 0);
}

function judge(
  { exchange: before }: ProductCall,
  { exchange: shrunk, family }: ProductCall,
  calls: readonly Exchange[],
): readonly Finding[] {
  const later = calls.filter(({ id }) => id > shrunk.id);
  const list = later.find(isListCall);
  const product = productCallsIn(later).find((call) => call.family === family)?.exchange;
  if (product && (!list || product.id < list.id))
    return [
      broken(
        say(
          `A lista de ${family} encolheu, e o produto foi chamado de novo sem chamar Resources.`,
          `The list of ${family} shrank, and the product was called again without calling Resources.`,
        ),
        [before, shrunk, product],
      ),
    ];
  if (!list) return [];
  return [
    kept(say('Depois de a lista encolher, Resources foi chamada.', 'After the list shrank, Resources was called.'), [
      shrunk,
      list,
    ]),
  ];
}
