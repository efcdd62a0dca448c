import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-042',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Conta de cartão dormente, ainda não ativa nem visível ao cliente, não é compartilhada.',
    'A dormant card account, not yet active nor visible to the customer, is not shared.',
  ),
  source: 'DC-Cartão, state table',
  needs: say('uma conta de cartão dormente', 'a dormant card account'),
  check: itemsUnder('RES-042'),
} satisfies TransmitterRule;
