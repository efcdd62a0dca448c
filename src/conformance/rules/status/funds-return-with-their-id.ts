import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-036',
  judges: 'transmitter',
  level: 'MUST',
  area: 'status',
  title: say(
    'FUND e VARIABLE_INCOME podem voltar de UNAVAILABLE a AVAILABLE se houver movimento novo, com o mesmo id.',
    'FUND and VARIABLE_INCOME may go from UNAVAILABLE back to AVAILABLE upon new movement, with the same id.',
  ),
  source: 'DC-Recursos, transitions; DC-Investimentos, use cases and diagram',
  needs: say('um fundo ou renda variável com movimento novo', 'a fund or variable income with new movement'),
  check: itemsUnder('RES-036'),
} satisfies TransmitterRule;
