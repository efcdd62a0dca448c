import { broken, kept, say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder, sequences } from '../../transmitter/lists.js';
import { productRow } from '../../products.js';

export default {
  id: 'RES-035',
  judges: 'transmitter',
  level: 'MUST',
  area: 'status',
  title: say(
    'Pendente vai a qualquer outro; disponível e temporariamente indisponível alternam ou terminam.',
    'Pending leads to any other; available and temporarily unavailable alternate or end.',
  ),
  source: 'DC-Recursos, transitions',
  needs: say('um recurso cujo status mudou', 'a resource whose status changed'),
  check: (journal, facts) => [
    ...itemsUnder('RES-035')(journal, facts),
    ...sequences(journal)
      // What begins to wait again is RES-034's matter.
      .filter(({ item, before }) => before.status !== item.status && item.status !== 'PENDING_AUTHORISATION')
      .map(({ item, before, evidence }) => {
        const move = `${item.type} ${item.resourceId}: ${before.status} → ${item.status}`;
        const isAllowed = before.status !== 'UNAVAILABLE' || returns(item.type, item.status);
        return isAllowed
          ? kept(say('Os status mudam como podem.', 'Statuses move as they may.'), evidence)
          : broken(say(`${move}.`, `${move}.`), evidence);
      }),
  ],
} satisfies TransmitterRule;

/** RES-036. */
const returns = (type: string, status: string): boolean => productRow(type)?.returns === true && status === 'AVAILABLE';
