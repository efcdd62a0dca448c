import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.2.1',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Só se renova o consentimento AUTHORISED que depende de um só aprovador; do contrário, 422.',
    'Only a consent that is AUTHORISED and depends on one approver is extended; otherwise 422.',
  ),
  source: 'Consents 3.3.1, extends response 422; Functional suite, multiple-consents-extension-cond',
  needs: say('a renovação do que depende de vários aprovadores', 'the extension of what depends on several approvers'),
  check: (journal, { aims }) =>
    judgeEach(
      journal.filter(({ id }) => aims.get(id) === 'joint-consent'),
      asks([422], 'DEPENDE_MULTIPLA_ALCADA'),
    ),
} satisfies TransmitterRule;
