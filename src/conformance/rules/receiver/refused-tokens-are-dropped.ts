import type { Exchange } from '../../../core/exchange.js';
import { consentCallsIn } from '../../consent-calls.js';
import { fieldOf } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { isDataCall, tokenOf, usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';

export default {
  id: 'RCV-18',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'tokens',
  title: say(
    'Depois de um 401, ou de saber que o consentimento acabou, o token não é mais usado.',
    'After a 401, or once it is known that the consent has ended, the token is not used any more.',
  ),
  source: 'Portal, Consentimento, uso do token',
  needs: say('um 401, ou um consentimento que a receptora viu acabar', 'a 401, or a consent the receiver saw end'),
  check: (journal) => [...afterRefusal(journal), ...afterEnd(journal)],
} satisfies ReceiverRule;

function afterRefusal(journal: readonly Exchange[]): readonly Finding[] {
  const calls = journal.filter((exchange) => isDataCall(exchange) && tokenOf(exchange) !== undefined);
  const refused = new Map<string, Exchange>();
  for (const exchange of calls) {
    const token = tokenOf(exchange) ?? '';
    if (exchange.status === 401 && !refused.has(token)) refused.set(token, exchange);
  }
  return [...refused].map(([token, first]) => {
    const again = calls.filter((exchange) => exchange.id > first.id && tokenOf(exchange) === token);
    if (again.length === 0)
      return kept(say('Depois do 401 o token não voltou.', 'After the 401 the token did not come back.'), [first]);
    const text = say(
      `Depois do 401, mais ${again.length} chamadas com o mesmo token.`,
      `After the 401, ${again.length} more calls with the same token.`,
    );
    return broken(text, [first, ...again]);
  });
}

function afterEnd(journal: readonly Exchange[]): readonly Finding[] {
  const ends = new Map<string, Exchange>();
  for (const { exchange, consentId, operation } of consentCallsIn(journal)) {
    const isEnd =
      (operation === 'delete' && exchange.status === 204) ||
      fieldOf(exchange.responseBody, 'data', 'status') === 'REJECTED';
    if (isEnd && consentId !== undefined && !ends.has(consentId)) ends.set(consentId, exchange);
  }
  const uses = new Map(usesOf(journal).map(({ consentId, calls }) => [consentId, calls]));
  return [...ends].map(([consentId, end]) => {
    const after = (uses.get(consentId) ?? []).filter(({ id }) => id > end.id);
    if (after.length === 0)
      return kept(say('Acabado o consentimento, o uso parou.', 'When the consent ended, its use stopped.'), [end]);
    const text = say(
      `${consentId}: ${after.length} chamadas depois de acabado o consentimento.`,
      `${consentId}: ${after.length} calls after the consent had ended.`,
    );
    return broken(text, [end, ...after]);
  });
}
