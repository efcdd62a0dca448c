import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-001',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'A lista é do consentimento vinculado ao token: outro consentimento do mesmo cliente tem outra lista.',
    'The list belongs to the consent bound to the token: another consent of the same customer has another list.',
  ),
  source: 'Resources 3.1.0, info and security; DC-Recursos, Finalidade',
  needs: say(
    'um consentimento que não escolheu algum recurso do cliente, e a sua lista',
    'a consent that did not choose some resource of its customer, and its list',
  ),
  check: itemsUnder('RES-001'),
} satisfies TransmitterRule;
