import type { Exchange } from '../../../core/exchange.js';
import { dataOf, errorCodesOf, fieldOf } from '../../reading.js';
import { productCallsIn } from '../../products.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, kept, say } from '../../rule.js';
import { shownBefore } from '../../shown.js';

export default {
  id: 'RCV-30',
  judges: 'receiver',
  level: 'MUST',
  area: 'products',
  title: say(
    'De contas e cartões só se chamam os que este consentimento mostrou; ids de outro consentimento não valem.',
    'Of accounts and cards only those this consent showed are called; ids of another consent do not count.',
  ),
  source: 'Resources 3.1.0, info; Portal, Formação e Estabilidade do ID',
  needs: say('uma chamada ao detalhe de uma conta ou cartão', 'a call to the detail of an account or a card'),
  check: (journal) =>
    usesOf(journal).flatMap(({ consentId, calls }) =>
      productCallsIn(calls).flatMap(({ exchange, mode, resourceId }) => {
        if (mode !== 'picked' || resourceId === undefined) return [];
        const isKnown = shownBefore(calls, exchange).has(resourceId) || namedBefore(calls, exchange, resourceId);
        if (isKnown || !errorCodesOf(exchange).includes('RESOURCE_FORBIDDEN'))
          return [kept(say('Só recursos deste consentimento.', 'Only resources of this consent.'), [exchange])];
        const text = say(
          `${consentId}: ${resourceId} foi chamado, e este consentimento nunca o mostrou.`,
          `${consentId}: ${resourceId} was called, and this consent never showed it.`,
        );
        return [broken(text, [exchange])];
      }),
    ),
} satisfies ReceiverRule;

/** Whether a list of the product gave the id before. */
const namedBefore = (calls: readonly Exchange[], { id }: Exchange, resourceId: string): boolean =>
  calls.some(
    (call) =>
      call.id < id &&
      dataOf(call)?.some((item) =>
        ['accountId', 'creditCardAccountId'].some((name) => fieldOf(item, name) === resourceId),
      ) === true,
  );
