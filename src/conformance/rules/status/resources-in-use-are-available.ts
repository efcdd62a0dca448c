import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-031',
  judges: 'transmitter',
  level: 'MUST',
  area: 'status',
  title: say(
    'AVAILABLE é o recurso em uso e visível nos canais eletrônicos; bloqueio que mantém esse acesso não o muda.',
    'AVAILABLE is a resource in use and visible in electronic channels; a block that keeps that access changes nothing.',
  ),
  source: 'DC-Recursos, states; DC-Contas, states; DC-Cartão, states; DC-Investimentos, states',
  needs: say('um recurso em uso', 'a resource in use'),
  check: itemsUnder('RES-031'),
} satisfies TransmitterRule;
