import type { Exchange } from '../../../core/exchange.js';
import { headerOf, isListCall } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, isAnswered, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-105',
  judges: 'transmitter',
  level: 'MUST',
  area: 'headers',
  title: say(
    'Formato ou codificação que a transmissora não produz: 406.',
    'A media type or charset the transmitter does not produce: 406.',
  ),
  source: 'Resources 3.1.0, response 406',
  needs: say(
    'uma chamada que só aceita outro formato ou outra codificação',
    'a call that takes another format or charset alone',
  ),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isListCall(exchange) && isAnswered(exchange) && takesNothingWeHave(exchange)),
      asks([406]),
    ),
} satisfies TransmitterRule;

function takesNothingWeHave(exchange: Exchange): boolean {
  const accept = headerOf(exchange, 'accept');
  return accept !== undefined && (!/json|\*/i.test(accept) || /charset=(?!"?utf-8)/i.test(accept));
}
