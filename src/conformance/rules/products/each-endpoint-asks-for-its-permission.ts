import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';
import { lacksPermission } from '../../transmitter/permissions.js';

export default {
  id: 'PRD-005',
  judges: 'transmitter',
  level: 'MUST',
  area: 'products',
  title: say(
    'Cada endpoint exige a sua permissão: sem ela, 403, ainda que as outras estejam no consentimento.',
    'Each endpoint asks for its permission: without it 403, whatever else is in the consent.',
  ),
  source: 'Consents 3.3.1, permission groups; Functional suite, wrong-permissions and permissions-restriction',
  needs: say('um endpoint sem a sua permissão no consentimento', 'an endpoint without its permission in the consent'),
  check: (journal, facts) =>
    judgeEach(
      journal.filter((exchange) => lacksPermission(exchange, facts)),
      asks([403]),
    ),
} satisfies TransmitterRule;
