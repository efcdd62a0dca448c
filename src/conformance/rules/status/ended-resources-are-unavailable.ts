import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-033',
  judges: 'transmitter',
  level: 'MUST',
  area: 'status',
  title: say(
    'UNAVAILABLE é o fim: bloqueio definitivo, encerramento sem acesso eletrônico, migração ou recusa de um aprovador.',
    'UNAVAILABLE is the end: definitive block, closing without electronic access, migration, or a refusing approver.',
  ),
  source: 'DC-Recursos, states; DC-Contas, states; DC-Investimentos, states',
  needs: say('um recurso encerrado em definitivo', 'a resource ended for good'),
  check: itemsUnder('RES-033'),
} satisfies TransmitterRule;
