import type { Exchange } from '../../../core/exchange.js';
import { listedIn } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-030',
  judges: 'transmitter',
  level: 'MUST',
  area: 'status',
  title: say(
    'Há só quatro status: AVAILABLE, UNAVAILABLE, TEMPORARILY_UNAVAILABLE e PENDING_AUTHORISATION.',
    'There are only four statuses: AVAILABLE, UNAVAILABLE, TEMPORARILY_UNAVAILABLE and PENDING_AUTHORISATION.',
  ),
  source: 'Resources 3.1.0, status enum',
  needs: say('uma lista com recursos', 'a list with resources in it'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => listedIn(exchange).length > 0),
      complaint,
    ),
} satisfies TransmitterRule;

const STATUSES = ['AVAILABLE', 'UNAVAILABLE', 'TEMPORARILY_UNAVAILABLE', 'PENDING_AUTHORISATION'];

function complaint(exchange: Exchange) {
  const wrong = listedIn(exchange).find(({ status }) => !STATUSES.includes(status));
  return wrong && say(`O status ${wrong.status} não existe.`, `There is no status ${wrong.status}.`);
}
