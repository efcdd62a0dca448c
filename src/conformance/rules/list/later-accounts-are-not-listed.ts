import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-010',
  judges: 'transmitter',
  level: 'INFERENCE',
  area: 'list',
  title: say(
    'Na seleção individual não há dever de incluir produtos contratados depois; por inferência, não se incluem.',
    'Under individual selection, later products need not be added; by inference, they are not.',
  ),
  source: 'Portal, Consentimento, transition rules',
  needs: say('uma conta ou cartão posterior à confirmação', 'an account or card later than the confirmation'),
  check: itemsUnder('RES-010'),
} satisfies TransmitterRule;
