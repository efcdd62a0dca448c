import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-044',
  judges: 'transmitter',
  level: 'MUST',
  area: 'status',
  title: say(
    'Os demais aprovadores têm até 15 dias corridos, a partir da confirmação de quem pediu.',
    "Further approvers have up to 15 calendar days, from the requester's confirmation.",
  ),
  source: 'UX guide, Múltiplos Aprovadores',
  needs: say(
    'um recurso cujos aprovadores deixaram passar os 15 dias',
    'a resource whose approvers let the 15 days pass',
  ),
  check: itemsUnder('RES-044'),
} satisfies TransmitterRule;
