import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-037',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Um recurso UNAVAILABLE continua na lista por três meses; só depois pode ser expurgado.',
    'A resource that is UNAVAILABLE stays on the list for three months; only then may it be purged.',
  ),
  source: 'DC-Recursos, use cases',
  needs: say('um recurso UNAVAILABLE há menos de três meses', 'a resource UNAVAILABLE for less than three months'),
  check: itemsUnder('RES-037'),
} satisfies TransmitterRule;
