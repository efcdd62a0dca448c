import { say } from '../../rule.js';
import { isRenewal } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.2.6',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'A renovação usa o token do próprio consentimento, com escopo openid; as demais operações, o da receptora.',
    'An extension takes the token of that very consent, scope openid; the other operations the receiver’s own.',
  ),
  source: 'Consents 3.3.1, security of the operations',
  needs: say('a renovação com o token da receptora', "an extension with the receiver's own token"),
  check: (journal, { aims }) =>
    judgeEach(
      journal.filter((exchange) => isRenewal(exchange) && aims.get(exchange.id) === 'client-token'),
      asks([403, 401]),
    ),
} satisfies TransmitterRule;
