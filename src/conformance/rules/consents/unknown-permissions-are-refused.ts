import type { Exchange } from '../../../core/exchange.js';
import { faultsIn } from '../../permission-groups.js';
import { errorCodesOf } from '../../reading.js';
import { say } from '../../rule.js';
import { askedIn, isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, isAnswered, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.3.1',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say('Permissão que não existe na especificação: 400.', 'A permission the specification does not know: 400.'),
  source: 'Consents 3.3.1, permission groups',
  needs: say('um pedido com permissão que não existe', 'a request with a permission that does not exist'),
  check: (journal) =>
    judgeEach(
      journal.filter(
        (exchange) => isCreation(exchange) && isAnswered(exchange) && faultsIn(askedIn(exchange)).unknown.length > 0,
      ),
      complaint,
    ),
} satisfies TransmitterRule;

/** The portal also knows an unknown permission as a bad combination. */
const complaint = (exchange: Exchange) =>
  errorCodesOf(exchange).includes('COMBINACAO_PERMISSOES_INCORRETA') ? undefined : asks([400])(exchange);
