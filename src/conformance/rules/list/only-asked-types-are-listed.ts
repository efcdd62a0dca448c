import type { Exchange } from '../../../core/exchange.js';
import { listedIn } from '../../reading.js';
import { say } from '../../rule.js';
import { consentOf, type TransmitterFacts, type TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';
import { isList } from '../../transmitter/lists.js';
import { PRODUCT_ROWS } from '../../products.js';

export default {
  id: 'RES-027',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'A confirmação mostra apenas as categorias que o cliente escolheu na receptora.',
    'The confirmation shows only the categories the customer chose at the receiver.',
  ),
  source: 'DC-Recursos, selection modes; UX guide, Jornada Básica',
  needs: say(
    'a lista de um consentimento que não pede todos os tipos',
    'the list of a consent that does not ask for all types',
  ),
  check: (journal, facts) =>
    judgeEach(
      journal.filter((exchange) => isList(exchange) && unaskedTypes(exchange, facts).length > 0),
      (exchange) => {
        const unasked = unaskedTypes(exchange, facts);
        const item = listedIn(exchange).find(({ type }) => unasked.includes(type));
        return item && say(`${item.type} não foi pedido.`, `${item.type} was not asked for.`);
      },
    ),
} satisfies TransmitterRule;

/** Empty where what was asked for is not known, or it is registration data alone (RES-011). */
function unaskedTypes({ consentId }: Exchange, facts: TransmitterFacts): readonly string[] {
  const permissions = consentOf(facts, consentId)?.permissions;
  const isAsked = (permission: string): boolean => permissions?.includes(permission) === true;
  if (!PRODUCT_ROWS.some(({ permission }) => isAsked(permission))) return [];
  return PRODUCT_ROWS.filter(({ permission }) => !isAsked(permission)).map(({ type }) => type);
}
