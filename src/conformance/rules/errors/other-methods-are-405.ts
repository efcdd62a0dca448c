import { officialPath } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-104',
  judges: 'transmitter',
  level: 'MUST',
  area: 'errors',
  title: say(
    'Método diferente de GET: 405, de preferência com Allow.',
    'A method other than GET: 405, preferably with Allow.',
  ),
  source: 'Resources 3.1.0, response 405',
  needs: say('um método diferente de GET', 'a method other than GET'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => {
        const place = officialPath(exchange);
        return exchange.method !== 'GET' && place?.family === 'resources' && place.rest === '/resources';
      }),
      asks([405]),
    ),
} satisfies TransmitterRule;
