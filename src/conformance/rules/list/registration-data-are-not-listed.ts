import { listedIn } from '../../reading.js';
import { say } from '../../rule.js';
import { type ArrangedConsent, consentOf, type TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, saw } from '../../transmitter/judging.js';
import { isList } from '../../transmitter/lists.js';

export default {
  id: 'RES-011',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say('Dados cadastrais nunca aparecem como recurso.', 'Registration data never appears as a resource.'),
  source: 'DC-Cadastrais, RN001 and RN002; Functional suite, resources_api_200-customer-data',
  needs: say('a lista de um consentimento só de dados cadastrais', 'the list of a consent to registration data alone'),
  check: (journal, facts) =>
    judgeEach(
      journal.filter((exchange) => isList(exchange) && isOnlyRegistration(consentOf(facts, exchange.consentId))),
      (exchange) => (listedIn(exchange).length === 0 ? undefined : saw(exchange, 'data: []')),
    ),
} satisfies TransmitterRule;

const isOnlyRegistration = (consent: ArrangedConsent | undefined): boolean =>
  consent?.permissions.every((name) => name.startsWith('CUSTOMERS_') || name === 'RESOURCES_READ') === true;
