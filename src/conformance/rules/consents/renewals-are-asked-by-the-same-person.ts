import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.2.3',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Renova quem deu o consentimento, ou, pela mesma empresa, quem a representa; qualquer outro recebe 403.',
    'The person who gave the consent extends it, or whoever acts for the same company; anyone else gets 403.',
  ),
  source: 'Consents 3.3.1, extends operation; Functional suite, invalid-logged-user-extension',
  needs: say('a renovação pedida por outra pessoa', 'an extension asked for by somebody else'),
  check: (journal, { aims }) =>
    judgeEach(
      journal.filter(({ id }) => aims.get(id) === 'other-person'),
      asks([403, 401]),
    ),
} satisfies TransmitterRule;
