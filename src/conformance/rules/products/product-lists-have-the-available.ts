import { MINUTE } from '../../../core/instant.js';
import { dataOf, fieldOf, listedIn } from '../../reading.js';
import { broken, type Finding, kept, say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { isWhole } from '../../transmitter/lists.js';
import { listedBy } from '../../transmitter/products.js';

export default {
  id: 'PRD-001',
  judges: 'transmitter',
  level: 'MUST',
  area: 'products',
  title: say(
    'A lista de um produto traz os recursos AVAILABLE do seu tipo, e só eles.',
    'A product list has the AVAILABLE resources of its type, and no others.',
  ),
  source: 'DC-Investimentos, RN006; DC-Câmbio, RN006; Functional suite, resources modules of the products',
  needs: say('a lista de um produto ao lado da lista de recursos', "a product's list beside the list of resources"),
  check: (journal) =>
    journal.flatMap((exchange): readonly Finding[] => {
      const row = exchange.status === 200 ? listedBy(exchange) : undefined;
      const list =
        row && journal.findLast((one) => one.id < exchange.id && isWhole(one) && one.consentId === exchange.consentId);
      if (
        !row ||
        !list ||
        fieldOf(exchange.responseBody, 'links', 'next') !== undefined ||
        exchange.at > list.at + MINUTE
      )
        return [];
      const asked = listedIn(list).filter(({ type, status }) => type === row.type && status === 'AVAILABLE');
      const [ids, shown] = [
        asked.map(({ resourceId }) => resourceId),
        (dataOf(exchange) ?? []).map((item) => String(fieldOf(item, row.idField))),
      ];
      const surplus = shown.find((id) => !ids.includes(id));
      const missing = ids.find((id) => !shown.includes(id));
      if (surplus !== undefined)
        return [
          broken(
            say(
              `${surplus} está na lista do produto, mas não AVAILABLE.`,
              `${surplus} is on the product's list, but not AVAILABLE.`,
            ),
            [list, exchange],
          ),
        ];
      if (missing !== undefined)
        return [
          broken(say(`${missing} falta na lista do produto.`, `${missing} is missing on the product's list.`), [
            list,
            exchange,
          ]),
        ];
      return ids.length === 0 ? [] : [kept(say('As duas listas coincidem.', 'Both lists agree.'), [list, exchange])];
    }),
} satisfies TransmitterRule;
