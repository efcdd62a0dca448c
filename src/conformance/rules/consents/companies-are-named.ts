import type { Exchange } from '../../../core/exchange.js';
import { faultsIn } from '../../permission-groups.js';
import { fieldOf } from '../../reading.js';
import { say } from '../../rule.js';
import { askedIn, isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, isAnswered, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.3.3',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Dados cadastrais de pessoa jurídica sem a empresa em businessEntity: 422.',
    'Registration data of a company without the company in businessEntity: 422.',
  ),
  source: 'Consents 3.3.1, POST response 422; Portal, Consentimento',
  needs: say('um pedido de dados de empresa sem a empresa', 'a request for data of a company without the company'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isCreation(exchange) && isAnswered(exchange) && isUnnamed(exchange)),
      asks([422], 'INFORMACOES_PJ_NAO_INFORMADAS'),
    ),
} satisfies TransmitterRule;

const isUnnamed = (exchange: Exchange): boolean =>
  !faultsIn(askedIn(exchange)).mixesPersons &&
  askedIn(exchange).some((name) => name.startsWith('CUSTOMERS_BUSINESS')) &&
  fieldOf(exchange.requestBody, 'data', 'businessEntity') === undefined;
