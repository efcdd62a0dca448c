import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-102',
  judges: 'transmitter',
  level: 'MUST',
  area: 'gate',
  title: say(
    'Token sem o escopo resources ou consentimento sem RESOURCES_READ: 403.',
    'Token without the scope resources, or consent without RESOURCES_READ: 403.',
  ),
  source: 'Resources 3.1.0, response 403',
  needs: say('um token sem o escopo resources', 'a token without the scope resources'),
  check: (journal, { aims }) =>
    judgeEach(
      journal.filter(({ id }) => aims.get(id) === 'scope-missing'),
      asks([403]),
    ),
} satisfies TransmitterRule;
