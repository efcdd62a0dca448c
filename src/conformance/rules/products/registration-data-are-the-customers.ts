import { dataOf } from '../../reading.js';
import { say } from '../../rule.js';
import { consentOf, type TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, textAt } from '../../transmitter/judging.js';

export default {
  id: 'PRD-009',
  judges: 'transmitter',
  level: 'MUST',
  area: 'products',
  title: say(
    'Dados cadastrais vêm do cliente do consentimento e nunca estão em Resources.',
    'Registration data are of the customer of the consent, and never in Resources.',
  ),
  source: 'DC-Cadastrais, RN001 and RN002; Portal, documents of the product APIs',
  needs: say('os dados cadastrais de um cliente conhecido', 'registration data of a known customer'),
  check: (journal, facts) =>
    judgeEach(
      journal.filter(
        (exchange) =>
          exchange.path === PATH &&
          exchange.status === 200 &&
          (consentOf(facts, exchange.consentId)?.customerId ?? '') !== '',
      ),
      (exchange) => {
        const customerId = consentOf(facts, exchange.consentId)?.customerId ?? '';
        const numbers = (dataOf(exchange) ?? []).map((item) => textAt(item, 'documents', 'cpfNumber'));
        return numbers.every((number) => number === customerId)
          ? undefined
          : say('Os dados são de outra pessoa.', 'The data are of somebody else.');
      },
    ),
} satisfies TransmitterRule;

const PATH = '/open-banking/customers/v2/personal/identifications';
