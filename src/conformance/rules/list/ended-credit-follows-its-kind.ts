import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-040',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Crédito liquidado segue a regra dos 12 meses; cancelado, em perda ou portado não entra e, se já entrou, encerra.',
    'Settled credit follows the 12 months; cancelled, written off or ported does not enter, or ends if it had.',
  ),
  source: 'DC-Crédito, state table',
  needs: say('crédito liquidado ou cancelado', 'credit settled or cancelled'),
  check: itemsUnder('RES-040'),
} satisfies TransmitterRule;
