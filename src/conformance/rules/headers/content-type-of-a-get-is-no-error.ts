import { headerOf, isListCall } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, saw } from '../../transmitter/judging.js';

export default {
  id: 'RES-069',
  judges: 'transmitter',
  level: 'MAY',
  area: 'headers',
  title: say(
    'Um GET que traz Content-Type pode ser atendido normalmente; não é motivo de 400.',
    'A GET that carries a Content-Type may be served as usual; it is no reason for a 400.',
  ),
  source: 'Portal, Cabeçalhos HTTP',
  needs: say('um GET com Content-Type', 'a GET with a Content-Type'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isListCall(exchange) && headerOf(exchange, 'content-type') !== undefined),
      (exchange) => ([400, 415].includes(exchange.status) ? saw(exchange, '200') : undefined),
    ),
} satisfies TransmitterRule;
