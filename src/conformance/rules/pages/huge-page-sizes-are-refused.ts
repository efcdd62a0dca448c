import { isListCall } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';
import { askedPage } from '../../transmitter/pages.js';

export default {
  id: 'RES-072',
  judges: 'transmitter',
  level: 'MUST',
  area: 'pages',
  title: say('page-size acima de 1000 é recusado com 422.', 'A page-size above 1000 is refused with 422.'),
  source: 'Portal, Paginação; Functional suite, page size modules',
  needs: say('page-size acima de 1000', 'a page-size above 1000'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isListCall(exchange) && askedPage(exchange, journal).isTooLarge),
      asks([422]),
    ),
} satisfies TransmitterRule;
