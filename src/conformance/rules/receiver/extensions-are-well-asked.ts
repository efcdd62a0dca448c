import type { Exchange } from '../../../core/exchange.js';
import { consentCallsIn } from '../../consent-calls.js';
import { errorCodesOf, headerOf } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { broken, type Finding, kept, say } from '../../rule.js';

const HEADERS = ['x-fapi-customer-ip-address', 'x-customer-user-agent'];
/** After these a consent can only be renewed by redirect. */
const FINAL = ['DEPENDE_MULTIPLA_ALCADA', 'ESTADO_CONSENTIMENTO_INVALIDO'];

export default {
  id: 'RCV-25',
  judges: 'receiver',
  level: 'MUST',
  area: 'consents',
  title: say(
    'A renovação leva o IP e o agente do cliente, e não é repetida depois de recusada pelo estado ou pela alçada.',
    "An extension carries the customer's IP and agent, and is not repeated once refused for state or approvers.",
  ),
  source: 'Consents 3.3.1, extends',
  needs: say('um pedido de renovação', 'a request for an extension'),
  check(journal) {
    const extensions = consentCallsIn(journal).filter(({ operation }) => operation === 'extend');
    return extensions.flatMap(({ exchange, consentId }, place) => {
      const before = extensions
        .slice(0, place)
        .filter((earlier) => earlier.consentId === consentId)
        .map((earlier) => earlier.exchange);
      return judge(exchange, before);
    });
  },
} satisfies ReceiverRule;

function judge(exchange: Exchange, before: readonly Exchange[]): readonly Finding[] {
  const missing = HEADERS.filter((name) => headerOf(exchange, name) === undefined);
  const refused = before.find((earlier) => errorCodesOf(earlier).some((code) => FINAL.includes(code)));
  const faults: Finding[] = [];
  if (missing.length > 0)
    faults.push(
      broken(say(`Renovação sem ${missing.join(' e ')}.`, `Extension without ${missing.join(' and ')}.`), [exchange]),
    );
  if (refused) {
    const code = errorCodesOf(refused).find((found) => FINAL.includes(found)) ?? '';
    faults.push(
      broken(say(`Renovação repetida depois de ${code}.`, `Extension repeated after ${code}.`), [refused, exchange]),
    );
  }
  return faults.length > 0 ? faults : [kept(say('Renovação bem pedida.', 'Extension well asked for.'), [exchange])];
}
