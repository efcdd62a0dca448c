import type { Exchange } from '../../../core/exchange.js';
import { headerOf } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { isOAuthCall } from '../../receiver-traffic.js';
import { broken, kept, say } from '../../rule.js';

/** A retry of what failed on the way may carry the id again: no answer, 401, 429, or from 500 on. */
const mayBeRetried = ({ status }: Exchange): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500;

const requestOf = ({ method, path, query }: Exchange): string => `${method} ${path}?${query}`;

export default {
  id: 'RCV-02',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'headers',
  title: say(
    'Cada chamada tem o seu próprio x-fapi-interaction-id.',
    'Every call has an x-fapi-interaction-id of its own.',
  ),
  source: 'Portal, Cabeçalhos HTTP; Inference, uniqueness is implied, not stated',
  needs: say('duas chamadas com x-fapi-interaction-id', 'two calls with an x-fapi-interaction-id'),
  check(journal) {
    const sent = journal.filter(
      (exchange) => headerOf(exchange, 'x-fapi-interaction-id') !== undefined && !isOAuthCall(exchange),
    );
    const last = new Map<string, Exchange>();
    const again: Exchange[] = [];
    for (const exchange of sent) {
      const id = headerOf(exchange, 'x-fapi-interaction-id')?.toLowerCase() ?? '';
      const before = last.get(id);
      if (before && !(mayBeRetried(before) && requestOf(before) === requestOf(exchange))) again.push(before, exchange);
      last.set(id, exchange);
    }
    if (sent.length < 2) return [];
    if (again.length === 0)
      return [kept(say(`${sent.length} chamadas, nenhum id repetido.`, `${sent.length} calls, no id used twice.`))];
    return [
      broken(
        say(
          `Dos ids de ${sent.length} chamadas, só ${last.size} são diferentes; repetir vale apenas na retentativa do que falhou.`,
          `Of the ids of ${sent.length} calls, only ${last.size} differ; one may be repeated only to retry what failed.`,
        ),
        again,
      ),
    ];
  },
} satisfies ReceiverRule;
