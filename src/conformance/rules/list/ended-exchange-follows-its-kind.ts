import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-041',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Câmbio: operação anulada não é compartilhada; aberta, liquidada ou cancelada há até 12 meses é AVAILABLE.',
    'Exchange: an annulled operation is not shared; one open, settled or cancelled within 12 months is AVAILABLE.',
  ),
  source: 'DC-Câmbio, state table',
  needs: say('câmbio liquidado ou anulado', 'exchange settled or annulled'),
  check: itemsUnder('RES-041'),
} satisfies TransmitterRule;
