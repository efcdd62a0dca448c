import { productCallsIn } from '../../products.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, kept, say } from '../../rule.js';
import { shownBefore } from '../../shown.js';

export default {
  id: 'RCV-08',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'products',
  title: say(
    'Não se chama o detalhe de um recurso que a lista mostrou por último como UNAVAILABLE.',
    'The detail of a resource the list last showed as UNAVAILABLE is not called.',
  ),
  source: 'DC-Cartão, status table; DC-Investimentos, status table; DC-Câmbio, status table',
  needs: say(
    'um recurso UNAVAILABLE na lista, e chamadas a produtos depois',
    'an UNAVAILABLE resource in the list, and product calls after',
  ),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) =>
      productCallsIn(calls).flatMap(({ exchange, resourceId }) => {
        const shown = shownBefore(calls, exchange);
        const ended = [...shown.values()].filter(({ status }) => status === 'UNAVAILABLE');
        if (ended.length === 0) return [];
        const called = ended.find((item) => item.resourceId === resourceId);
        if (!called)
          return [kept(say('Os UNAVAILABLE não foram chamados.', 'What is UNAVAILABLE was not called.'), [exchange])];
        const text = say(
          `${called.resourceId} foi chamado depois de listado como UNAVAILABLE.`,
          `${called.resourceId} was called after it was listed as UNAVAILABLE.`,
        );
        return [broken(text, [called.by, exchange])];
      }),
    ),
} satisfies ReceiverRule;
