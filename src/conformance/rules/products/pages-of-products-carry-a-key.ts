import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, saw, textAt } from '../../transmitter/judging.js';
import { detailOf, listedBy } from '../../transmitter/products.js';

export default {
  id: 'PRD-010',
  judges: 'transmitter',
  level: 'MUST',
  area: 'products',
  title: say(
    'Os links de outras páginas levam pagination-key, válida por 60 minutos; vencida ou inválida, sai outra, com 200.',
    'Links to other pages carry a pagination-key, valid for 60 minutes; a bad one is replaced, with 200.',
  ),
  source: 'Portal, Limites operacionais',
  needs: say('uma lista de produto de mais de uma página', 'a product list of more than one page'),
  check: (journal) =>
    judgeEach(
      journal.filter(
        (exchange) =>
          (listedBy(exchange) ?? detailOf(exchange)) !== undefined &&
          textAt(exchange.responseBody, 'links', 'next') !== undefined,
      ),
      (exchange) =>
        /[?&]pagination-key=./.test(textAt(exchange.responseBody, 'links', 'next') ?? '')
          ? undefined
          : saw(exchange, 'pagination-key'),
    ),
} satisfies TransmitterRule;
