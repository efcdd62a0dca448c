import { productCallsIn } from '../../products.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, kept, say } from '../../rule.js';
import { shownBefore } from '../../shown.js';

const WAITING = ['PENDING_AUTHORISATION', 'TEMPORARILY_UNAVAILABLE'];

export default {
  id: 'RCV-09',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'products',
  title: say(
    'Um recurso pendente ou temporariamente indisponível se acompanha por Resources, não chamando o seu detalhe.',
    'A pending or temporarily unavailable resource is followed through Resources, not by calling its detail.',
  ),
  source: 'DC-Cartão, status table; DC-Investimentos, status table; DC-Câmbio, status table',
  needs: say(
    'um recurso pendente ou temporariamente indisponível na lista, e chamadas a produtos depois',
    'a pending or temporarily unavailable resource in the list, and product calls after',
  ),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) =>
      productCallsIn(calls).flatMap(({ exchange, resourceId }) => {
        const waiting = [...shownBefore(calls, exchange).values()].filter(({ status }) => WAITING.includes(status));
        if (waiting.length === 0) return [];
        const called = waiting.find((item) => item.resourceId === resourceId);
        if (!called) return [kept(say('Os que esperam não foram chamados.', 'What waits was not called.'), [exchange])];
        const text = say(
          `${called.resourceId} foi chamado enquanto a lista o mostrava como ${called.status}.`,
          `${called.resourceId} was called while the list showed it as ${called.status}.`,
        );
        return [broken(text, [called.by, exchange])];
      }),
    ),
} satisfies ReceiverRule;
