import type { Exchange } from '../../../core/exchange.js';
import { headerOf, isListCall } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { isAnswered, judgeEach, saw } from '../../transmitter/judging.js';

export default {
  id: 'RES-068',
  judges: 'transmitter',
  level: 'MUST',
  area: 'headers',
  title: say(
    'Accept ausente, JSON ou que admita JSON é atendido; outro formato ou outra codificação recebe 406.',
    'An Accept that is absent, JSON or allows JSON is served; another media type or charset gets 406.',
  ),
  source: 'Portal, Cabeçalhos HTTP; Security suite, Accept probes',
  needs: say('chamadas com Accept ausente, JSON e */*', 'calls with no Accept, with JSON and with */*'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isListCall(exchange) && isAnswered(exchange) && takesJson(exchange)),
      (exchange) => (exchange.status === 406 ? saw(exchange, '200') : undefined),
    ),
} satisfies TransmitterRule;

/** No Accept, or one that has JSON in UTF-8 in it. */
function takesJson(exchange: Exchange): boolean {
  const accept = headerOf(exchange, 'accept');
  if (accept === undefined) return true;
  return /application\/json|\*\/\*/i.test(accept) && !/charset=(?!"?utf-8)/i.test(accept);
}
