import { isListCall } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';
import { askedPage } from '../../transmitter/pages.js';

export default {
  id: 'RES-074',
  judges: 'transmitter',
  level: 'MUST',
  area: 'pages',
  title: say(
    'page além da última página recebe 422 PAGE_NOT_FOUND; a página 1 existe sempre.',
    'A page beyond the last gets 422 PAGE_NOT_FOUND; page 1 always exists.',
  ),
  source: 'Portal, Paginação, last rule',
  needs: say('uma página além da última', 'a page beyond the last'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isListCall(exchange) && askedPage(exchange, journal).isBeyond),
      asks([422], 'PAGE_NOT_FOUND'),
    ),
} satisfies TransmitterRule;
