import { queryOf } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, saw } from '../../transmitter/judging.js';
import { isList } from '../../transmitter/lists.js';
import { pageOf } from '../../transmitter/pages.js';

export default {
  id: 'RES-070',
  judges: 'transmitter',
  level: 'MUST',
  area: 'pages',
  title: say(
    'Na falta de valor, page é 1 e page-size é 25; page-size vai de 25 a 1000.',
    'When no value is given, page is 1 and page-size is 25; page-size goes from 25 to 1000.',
  ),
  source: 'Resources 3.1.0, parameters; Portal, Paginação',
  needs: say(
    'uma lista pedida sem page-size, de mais de 25 itens',
    'a list of more than 25 items asked for without page-size',
  ),
  check: (journal) =>
    judgeEach(
      journal.filter(
        (exchange) => isList(exchange) && !queryOf(exchange).has('page-size') && pageOf(exchange).total > 25,
      ),
      (exchange) => {
        const { size } = pageOf(exchange);
        return size === 25 ? undefined : saw(exchange, '25');
      },
    ),
} satisfies TransmitterRule;
