import { faultsIn } from '../../permission-groups.js';
import { say } from '../../rule.js';
import { askedIn, isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, isAnswered, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.3.2',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Dados cadastrais de pessoa natural e de pessoa jurídica no mesmo pedido: 422.',
    'Registration data of a person and of a company in one request: 422.',
  ),
  source: 'Consents 3.3.1, POST response 422; Portal, Consentimento',
  needs: say('um pedido com dados de pessoa e de empresa', 'a request for data of a person and of a company'),
  check: (journal) =>
    judgeEach(
      journal.filter(
        (exchange) => isCreation(exchange) && isAnswered(exchange) && faultsIn(askedIn(exchange)).mixesPersons,
      ),
      asks([422], 'PERMISSAO_PF_PJ_EM_CONJUNTO'),
    ),
} satisfies TransmitterRule;
