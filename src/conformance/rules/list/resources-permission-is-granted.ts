import { isSuccess } from '../../reading.js';
import { say } from '../../rule.js';
import { grantedIn, isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, saw } from '../../transmitter/judging.js';

export default {
  id: 'RES-003',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'RESOURCES_READ faz parte de todo agrupamento pedido; sem essa permissão ou sem o escopo, 403.',
    'RESOURCES_READ is part of every group asked for; without that permission or the scope, 403.',
  ),
  source: 'Resources 3.1.0, info; Consents 3.3.1, permission groups',
  needs: say('um consentimento criado', 'a consent created'),
  check: (journal) =>
    judgeEach(journal.filter(isCreation).filter(isSuccess), (exchange) =>
      grantedIn(exchange).includes('RESOURCES_READ') ? undefined : saw(exchange, 'RESOURCES_READ'),
    ),
} satisfies TransmitterRule;
