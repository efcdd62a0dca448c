import type { Exchange } from '../../../core/exchange.js';
import { dataOf } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';
import { isList } from '../../transmitter/lists.js';

export default {
  id: 'RES-006',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Cada item traz exatamente resourceId, type e status.',
    'Each item carries exactly resourceId, type and status.',
  ),
  source: 'Resources 3.1.0, response schema; Portal, Campos regulatórios - [DC] Recursos',
  needs: say('uma lista com recursos', 'a list with resources in it'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isList(exchange) && dataOf(exchange)?.length !== 0),
      complaint,
    ),
} satisfies TransmitterRule;

const MEMBERS = ['resourceId', 'status', 'type'];

function complaint(exchange: Exchange) {
  const names = (dataOf(exchange) ?? []).map((item) =>
    typeof item === 'object' && item !== null ? Object.keys(item).sort().join(', ') : typeof item,
  );
  const wrong = names.find((found) => found !== MEMBERS.join(', '));
  return wrong === undefined ? undefined : say(`Um item traz ${wrong}.`, `An item has ${wrong}.`);
}
