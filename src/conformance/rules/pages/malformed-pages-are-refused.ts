import { isListCall, queryOf } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-075',
  judges: 'transmitter',
  level: 'INFERENCE',
  area: 'pages',
  title: say(
    'page ou page-size que não é inteiro, e page menor que 1, recebem 400; page-size zero ou negativo vale 25.',
    'A page or page-size that is no integer, and a page below 1, get 400; a page-size of zero or less counts as 25.',
  ),
  source: 'Inference, from the literal reading of RES-071',
  needs: say('um page que não é número', 'a page that is no number'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isListCall(exchange) && isMalformed(queryOf(exchange).get('page'))),
      asks([400]),
    ),
} satisfies TransmitterRule;

const isMalformed = (page: string | null): boolean =>
  page !== null && page !== '' && page !== 'null' && !/^[1-9]\d*$/.test(page);
