import type { Exchange } from '../../../core/exchange.js';
import { headerOf } from '../../reading.js';
import { say } from '../../rule.js';
import { isRenewal } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.2.4',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'A renovação exige x-fapi-customer-ip-address e x-customer-user-agent; sem um deles, 400.',
    'An extension needs x-fapi-customer-ip-address and x-customer-user-agent; without either, 400.',
  ),
  source: 'Consents 3.3.1, extends parameters; Functional suite, consents_api_extension-security',
  needs: say('uma renovação sem os cabeçalhos do cliente', "an extension without the customer's headers"),
  check: (journal, { aims }) =>
    judgeEach(
      journal.filter((exchange) => isRenewal(exchange) && !aims.has(exchange.id) && lacksHeader(exchange)),
      asks([400]),
    ),
} satisfies TransmitterRule;

const lacksHeader = (exchange: Exchange): boolean =>
  ['x-fapi-customer-ip-address', 'x-customer-user-agent'].some((name) => headerOf(exchange, name) === undefined);
