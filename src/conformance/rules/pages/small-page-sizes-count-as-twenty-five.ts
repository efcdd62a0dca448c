import type { Exchange } from '../../../core/exchange.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, saw } from '../../transmitter/judging.js';
import { isList } from '../../transmitter/lists.js';
import { pageOf } from '../../transmitter/pages.js';

export default {
  id: 'RES-071',
  judges: 'transmitter',
  level: 'MUST',
  area: 'pages',
  title: say(
    'page-size abaixo de 25 vale 25; só a última página pode ter menos itens.',
    'A page-size below 25 counts as 25; only the last page may have fewer items.',
  ),
  source: 'Resources 3.1.0, page-size parameter; Portal, Paginação',
  needs: say('uma lista de mais de 25 itens', 'a list of more than 25 items'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isList(exchange) && pageOf(exchange).total > 25),
      complaint,
    ),
} satisfies TransmitterRule;

function complaint(exchange: Exchange) {
  const { asked, items, size, page, pages } = pageOf(exchange);
  if (page < pages && items < 25)
    return say(`A página tem ${items} itens, e não é a última.`, `The page has ${items} items, and is not the last.`);
  return asked < 25 && size !== 25 ? saw(exchange, 'page-size=25') : undefined;
}
