import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-032',
  judges: 'transmitter',
  level: 'MUST',
  area: 'status',
  title: say(
    'TEMPORARILY_UNAVAILABLE é o bloqueio passageiro, sem acesso eletrônico; o recurso pode voltar.',
    'TEMPORARILY_UNAVAILABLE is a passing block without electronic access; the resource may return.',
  ),
  source: 'DC-Recursos, states',
  needs: say('um recurso bloqueado', 'a blocked resource'),
  check: itemsUnder('RES-032'),
} satisfies TransmitterRule;
