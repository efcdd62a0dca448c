import { productCallsIn } from '../../products.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, kept, say } from '../../rule.js';
import { listsIn, shownBefore } from '../../shown.js';

export default {
  id: 'RCV-13',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'products',
  title: say(
    'Só se chamam produtos cujo tipo a lista mostrou; as permissões não dizem o que existe.',
    'Only products whose type the list showed are called; permissions do not say what exists.',
  ),
  source: 'DC-Recursos, use case 1; Portal, Consentimento, receiver table',
  needs: say('uma chamada a produto depois de uma lista', 'a product call after a list'),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) => {
      const [first] = listsIn(calls);
      if (!first) return [];
      return productCallsIn(calls)
        .filter(({ exchange }) => exchange.id > first.id)
        .map(({ exchange, family, type }) => {
          const shown = [...shownBefore(calls, exchange).values()];
          if (shown.some((item) => item.type === type))
            return kept(say('Os produtos chamados estão na lista.', 'The products called are in the list.'), [
              first,
              exchange,
            ]);
          const text = say(
            `${family} foi chamada sem que a lista tenha mostrado um ${type}.`,
            `${family} was called although the list showed no ${type}.`,
          );
          return broken(text, [listsIn(calls).findLast(({ id }) => id < exchange.id) ?? first, exchange]);
        });
    }),
} satisfies ReceiverRule;
