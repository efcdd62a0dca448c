import { headerOf, officialPath } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { broken, kept, say } from '../../rule.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export default {
  id: 'RCV-01',
  judges: 'receiver',
  level: 'MUST',
  area: 'headers',
  title: say(
    'A receptora envia em cada chamada um x-fapi-interaction-id que é um UUID.',
    'The receiver sends an x-fapi-interaction-id that is a UUID with every call.',
  ),
  source: 'Resources 3.1.0, parameter x-fapi-interaction-id; FAPI-BR 2.1.0, 5.2(9)',
  needs: say('uma chamada a uma API protegida', 'a call to a protected API'),
  check(journal) {
    const calls = journal.filter((exchange) => {
      const family = officialPath(exchange)?.family;
      return family !== undefined && family !== 'discovery';
    });
    const bad = calls.filter((exchange) => !UUID.test(headerOf(exchange, 'x-fapi-interaction-id') ?? ''));
    if (calls.length === 0) return [];
    if (bad.length === 0)
      return [kept(say(`${calls.length} chamadas, todas com UUID.`, `${calls.length} calls, all with a UUID.`))];
    const missing = bad.filter((exchange) => headerOf(exchange, 'x-fapi-interaction-id') === undefined).length;
    return [
      broken(
        say(
          `De ${calls.length} chamadas, ${missing} vieram sem x-fapi-interaction-id e ${bad.length - missing} com um que não é UUID.`,
          `Of ${calls.length} calls, ${missing} came without x-fapi-interaction-id and ${bad.length - missing} with one that is no UUID.`,
        ),
        bad,
      ),
    ];
  },
} satisfies ReceiverRule;
