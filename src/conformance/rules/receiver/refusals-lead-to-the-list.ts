import { isListCall } from '../../reading.js';
import { productCallsIn } from '../../products.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, kept, say } from '../../rule.js';

export default {
  id: 'RCV-10',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'products',
  title: say(
    'Depois de um 403 num recurso, a receptora chama Resources antes de voltar a ele.',
    'After a 403 on a resource, the receiver calls Resources before it comes back to it.',
  ),
  source: 'DC-Recursos, Recomendação de uso',
  needs: say(
    'um 403 no detalhe de um recurso, e uma chamada depois',
    'a 403 on the detail of a resource, and a call after it',
  ),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) => {
      const products = productCallsIn(calls);
      return products
        .filter(({ exchange, resourceId }) => exchange.status === 403 && resourceId !== undefined)
        .flatMap(({ exchange: refused, resourceId }) => {
          const list = calls.find((call) => call.id > refused.id && isListCall(call));
          const again = products.find(
            (call) => call.exchange.id > refused.id && call.resourceId === resourceId,
          )?.exchange;
          if (again && (!list || again.id < list.id))
            return [
              broken(
                say(
                  `${resourceId} foi chamado de novo após o 403, sem chamar Resources.`,
                  `${resourceId} was called again after the 403, without calling Resources.`,
                ),
                [refused, again],
              ),
            ];
          if (!list) return [];
          return [
            kept(say('Depois do 403, a lista foi chamada.', 'After the 403, the list was called.'), [refused, list]),
          ];
        });
    }),
} satisfies ReceiverRule;
