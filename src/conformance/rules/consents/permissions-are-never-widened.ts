import { isSuccess } from '../../reading.js';
import { say } from '../../rule.js';
import { askedIn, grantedIn, isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.3.7',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Saem do pedido as contas, cartões e dados cadastrais não oferecidos; se nada sobra, 422.',
    'Accounts, cards and registration data not on offer leave the request; if nothing is left, 422.',
  ),
  source: 'Portal, Consentimento, rules 4 and 5; Consents 3.3.1, POST response 422',
  needs: say('um consentimento criado', 'a consent created'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isCreation(exchange) && isSuccess(exchange)),
      (exchange) => {
        const asked = askedIn(exchange);
        const added = grantedIn(exchange).find((name) => !asked.includes(name));
        return added === undefined ? undefined : say(`${added} não foi pedida.`, `${added} was not asked for.`);
      },
    ),
} satisfies TransmitterRule;
