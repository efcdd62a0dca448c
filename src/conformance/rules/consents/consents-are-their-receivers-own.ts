import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.1.2',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Só a receptora dona do consentimento o lê, encerra ou renova; outra recebe 403, e consentId inexistente, 404.',
    'Only the receiver that owns a consent reads, ends or extends it; others get 403, an unknown consentId 404.',
  ),
  source: 'Consents 3.3.1, responses 403 and 404; Functional suite, consents_api_client-limits',
  needs: say('a chamada de outra receptora', "another receiver's call"),
  check: (journal, { aims }) =>
    judgeEach(
      journal.filter(({ id }) => aims.get(id) === 'foreign-client'),
      asks([403]),
    ),
} satisfies TransmitterRule;
