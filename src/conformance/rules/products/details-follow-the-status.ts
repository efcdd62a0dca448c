import type { Exchange } from '../../../core/exchange.js';
import { MINUTE } from '../../../core/instant.js';
import { listedIn } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';
import { isList } from '../../transmitter/lists.js';
import { lacksPermission } from '../../transmitter/permissions.js';
import { detailOf } from '../../transmitter/products.js';

export default {
  id: 'PRD-002',
  judges: 'transmitter',
  level: 'MUST',
  area: 'products',
  title: say(
    'Endpoint sob um recurso que não está AVAILABLE: 403 com o código do seu status.',
    'An endpoint under a resource that is not AVAILABLE: 403 with the code of its status.',
  ),
  source: 'DC-Cartão, status table; Known problems, BCLOG-F02-215',
  needs: say('um endpoint sob um recurso da lista', 'an endpoint under a resource of the list'),
  check: (journal, facts) => {
    const lists = new Map<string | undefined, Exchange>();
    return journal.flatMap((exchange) => {
      const list = lists.get(exchange.consentId);
      if (isList(exchange)) lists.set(exchange.consentId, exchange);
      // Whether the endpoint may be called at all is PRD-005's matter.
      const isAside = facts.aims.has(exchange.id) || lacksPermission(exchange, facts);
      const detail = isAside ? undefined : detailOf(exchange);
      const item = detail && list && listedIn(list).find(({ resourceId }) => resourceId === detail.resourceId);
      if (!item || exchange.at > list.at + MINUTE || [401, 423, 429].includes(exchange.status)) return [];
      // A status that does not exist is RES-030's matter.
      if (!STATUSES.includes(item.status)) return [];
      const isServed = item.status === 'AVAILABLE';
      return judgeEach([exchange], isServed ? asks([200]) : asks([403], `STATUS_RESOURCE_${item.status}`));
    });
  },
} satisfies TransmitterRule;

const STATUSES = ['AVAILABLE', 'UNAVAILABLE', 'TEMPORARILY_UNAVAILABLE', 'PENDING_AUTHORISATION'];
