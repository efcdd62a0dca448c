import type { Exchange } from '../../../core/exchange.js';
import { isListCall } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';
import { askedPage } from '../../transmitter/pages.js';

export default {
  id: 'RES-106',
  judges: 'transmitter',
  level: 'MUST',
  area: 'errors',
  title: say(
    'Consulta bem formada mas impossível, como página além do fim: 422, desde a versão 3.1.0.',
    'A query well formed but impossible, such as a page beyond the end: 422, since version 3.1.0.',
  ),
  source: 'Resources 3.1.0, changelog; Portal, Paginação',
  needs: say(
    'uma página além do fim, ou um page-size acima de 1000',
    'a page beyond the end, or a page-size above 1000',
  ),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isListCall(exchange) && isImpossible(exchange, journal)),
      asks([422]),
    ),
} satisfies TransmitterRule;

const isImpossible = (exchange: Exchange, journal: readonly Exchange[]): boolean => {
  const { isTooLarge, isBeyond } = askedPage(exchange, journal);
  return isTooLarge || isBeyond;
};
