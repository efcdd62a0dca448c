import { broken, say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder, sequences } from '../../transmitter/lists.js';

export default {
  id: 'RES-034',
  judges: 'transmitter',
  level: 'MUST',
  area: 'status',
  title: say(
    'PENDING_AUTHORISATION espera por outros aprovadores; só pode ser o primeiro status.',
    'PENDING_AUTHORISATION waits for further approvers; it can only be the first status.',
  ),
  source: 'DC-Recursos, transitions',
  needs: say('um recurso que espera por aprovadores', 'a resource that waits for approvers'),
  check: (journal, facts) => [
    ...itemsUnder('RES-034')(journal, facts),
    ...sequences(journal)
      .filter(({ item, before }) => before.status !== item.status && item.status === 'PENDING_AUTHORISATION')
      .map(({ item, before, evidence }) =>
        broken(
          say(
            `${item.resourceId} voltou de ${before.status} a PENDING_AUTHORISATION.`,
            `${item.resourceId} went from ${before.status} back to PENDING_AUTHORISATION.`,
          ),
          evidence,
        ),
      ),
  ],
} satisfies TransmitterRule;
