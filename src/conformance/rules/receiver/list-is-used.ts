import { isListCall } from '../../reading.js';
import { productCallsIn } from '../../products.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, kept, say, unexercised } from '../../rule.js';

export default {
  id: 'RCV-03',
  judges: 'receiver',
  level: 'MUST',
  area: 'list',
  title: say(
    'Quem chama as APIs de produto de um consentimento também chama Resources.',
    'Whoever calls the product APIs of a consent calls Resources too.',
  ),
  source: 'DC-Recursos, Mudanças na recomendação de uso; Portal, Consentimento, receiver table',
  needs: say('uma chamada a uma API de produto', 'a call to a product API'),
  check: (journal, { dropped }) =>
    usesOf(journal).flatMap(({ consentId, calls }) => {
      const products = productCallsIn(calls).map(({ exchange }) => exchange);
      if (products.length === 0) return [];
      const lists = calls.filter(isListCall);
      if (lists.length > 0)
        return [
          kept(say('A lista foi chamada.', 'The list was called.'), [...lists.slice(0, 1), ...products.slice(0, 1)]),
        ];
      if (dropped > 0)
        return [
          unexercised(
            say('O diário já não tem as primeiras trocas.', 'The journal no longer has the first exchanges.'),
          ),
        ];
      return [
        broken(
          say(
            `${consentId}: ${products.length} chamadas a produtos, nenhuma a Resources.`,
            `${consentId}: ${products.length} product calls, none to Resources.`,
          ),
          products,
        ),
      ];
    }),
} satisfies ReceiverRule;
