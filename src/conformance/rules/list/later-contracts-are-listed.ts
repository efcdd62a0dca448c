import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-009',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Na seleção agrupada, o que for contratado depois entra na lista sem novo consentimento.',
    'Under grouped selection, what is contracted later enters the list without a new consent.',
  ),
  source: 'DC-Recursos, Finalidade; Portal, Consentimento, transition rules',
  needs: say('um contrato posterior à confirmação', 'a contract later than the confirmation'),
  check: itemsUnder('RES-009'),
} satisfies TransmitterRule;
