import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-008',
  judges: 'transmitter',
  level: 'MUST',
  area: 'status',
  title: say(
    'O status de um recurso não depende dos demais: um pode estar pendente e outro já ser consultado.',
    'The status of a resource does not depend on the others: one may be pending and another already usable.',
  ),
  source: 'DC-Recursos, use cases; DC-Investimentos, RN007; DC-Câmbio, RN007',
  needs: say(
    'um recurso que espera por aprovadores ao lado de outro que não',
    'a resource that waits for approvers beside one that does not',
  ),
  check: itemsUnder('RES-008'),
} satisfies TransmitterRule;
