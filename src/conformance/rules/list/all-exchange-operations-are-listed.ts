import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-022',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Em câmbio não se escolhe item a item: entram todas as operações, presentes e futuras.',
    'Exchange has no choice per item: all operations are in, present and future.',
  ),
  source: 'DC-Recursos, selection mode ii',
  needs: say('um cliente com operações de câmbio', 'a customer with exchange operations'),
  check: itemsUnder('RES-022'),
} satisfies TransmitterRule;
