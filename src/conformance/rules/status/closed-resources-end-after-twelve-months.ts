import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-038',
  judges: 'transmitter',
  level: 'MUST',
  area: 'status',
  title: say(
    'Doze meses após o encerramento, o recurso já compartilhado vira UNAVAILABLE; o nunca compartilhado não é listado.',
    'Twelve months after closing, a resource already shared turns UNAVAILABLE; one never shared is not listed.',
  ),
  source: 'DC-Investimentos, RN002; DC-Câmbio, RN002; DC-Cartão, state table; DC-Crédito, state table',
  needs: say('um recurso encerrado há mais de doze meses', 'a resource closed more than twelve months ago'),
  check: itemsUnder('RES-038'),
} satisfies TransmitterRule;
