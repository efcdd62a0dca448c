import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-023',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Em crédito e investimentos não se escolhe produto: entram todos os recursos do grupo, presentes e futuros.',
    'Credit and investments have no choice per product: all resources of the group are in, present and future.',
  ),
  source: 'DC-Recursos, selection mode iii',
  needs: say('um cliente com crédito ou investimentos', 'a customer with credit or investments'),
  check: itemsUnder('RES-023'),
} satisfies TransmitterRule;
