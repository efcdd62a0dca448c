import type { Exchange } from '../../../core/exchange.js';
import { faultsIn } from '../../permission-groups.js';
import { fieldOf } from '../../reading.js';
import { say } from '../../rule.js';
import { askedIn, isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, isAnswered, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.3.4',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Dados cadastrais de pessoa natural com uma empresa em businessEntity: 422.',
    'Registration data of a person with a company in businessEntity: 422.',
  ),
  source: 'Consents 3.3.1, POST response 422; Portal, Consentimento',
  needs: say('um pedido de dados de pessoa com uma empresa', 'a request for data of a person with a company'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isCreation(exchange) && isAnswered(exchange) && isCompanyToo(exchange)),
      asks([422], 'PERMISSOES_PJ_INCORRETAS'),
    ),
} satisfies TransmitterRule;

const isCompanyToo = (exchange: Exchange): boolean =>
  !faultsIn(askedIn(exchange)).mixesPersons &&
  askedIn(exchange).some((name) => name.startsWith('CUSTOMERS_PERSONAL')) &&
  fieldOf(exchange.requestBody, 'data', 'businessEntity') !== undefined;
