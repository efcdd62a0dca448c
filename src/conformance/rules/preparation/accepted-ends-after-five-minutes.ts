import type { Exchange } from '../../../core/exchange.js';
import { MINUTE } from '../../../core/instant.js';
import { isListCall } from '../../reading.js';
import { say } from '../../rule.js';
import { consentOf, type TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-051',
  judges: 'transmitter',
  level: 'MUST',
  area: 'preparation',
  title: say('O 202 dura no máximo cinco minutos.', 'The 202 lasts at most five minutes.'),
  source: 'DC-Recursos, polling',
  needs: say('um 202', 'a 202'),
  check: (journal, facts) =>
    judgeEach(
      journal.filter((exchange) => isListCall(exchange) && exchange.status === 202),
      (exchange) => {
        const since = consentOf(facts, exchange.consentId)?.authorisedAt ?? firstAccepted(journal, exchange);
        return exchange.at < since + LIMIT
          ? undefined
          : say('O 202 continua depois de cinco minutos.', 'The 202 goes on after five minutes.');
      },
      say('O 202 fica dentro de cinco minutos.', 'The 202 stays within five minutes.'),
    ),
} satisfies TransmitterRule;

/** How long the list may be prepared. Milliseconds, end excluded. */
const LIMIT = 5 * MINUTE;

/** Where nobody knows when the consent was authorised, the wait began at its first 202 at the latest. */
const firstAccepted = (journal: readonly Exchange[], { consentId, at }: Exchange): number =>
  journal.find((one) => isListCall(one) && one.status === 202 && one.consentId === consentId)?.at ?? at;
