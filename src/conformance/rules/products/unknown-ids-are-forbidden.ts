import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'PRD-003',
  judges: 'transmitter',
  level: 'MUST',
  area: 'products',
  title: say(
    'Id inexistente, fora do consentimento ou já fora da lista: 403 RESOURCE_FORBIDDEN.',
    'An id that does not exist, or is not in the consent, or not any more: 403 RESOURCE_FORBIDDEN.',
  ),
  source: 'DC-Crédito, status table; Known problems, BCLOG-F02-210 to 213',
  needs: say('um id que não existe', 'an id that does not exist'),
  check: (journal, { aims }) =>
    judgeEach(
      journal.filter(({ id }) => aims.get(id) === 'unknown-id'),
      asks([403], 'RESOURCE_FORBIDDEN'),
    ),
} satisfies TransmitterRule;
