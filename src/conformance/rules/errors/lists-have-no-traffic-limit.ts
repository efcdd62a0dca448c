import { isListCall } from '../../reading.js';
import { kept, say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-108',
  judges: 'transmitter',
  level: 'MUST NOT',
  area: 'errors',
  title: say(
    'Resources não responde 429: está isenta do limite por minuto, único uso desse código.',
    'Resources does not answer 429: it is exempt from the limit per minute, the only use of that code.',
  ),
  source: 'Portal, Limites de tráfego; Portal, Códigos de Resposta HTTP',
  needs: say('muitas chamadas à lista de um consentimento', "many calls for one consent's list"),
  check: (journal) => {
    const calls = journal.filter(isListCall);
    const refused = calls.filter(({ status }) => status === 429);
    if (refused.length > 0) return judgeEach(refused, asks([200]));
    return calls.length < MANY
      ? []
      : [kept(say(`${calls.length} chamadas sem 429.`, `${calls.length} calls without 429.`), calls.slice(-1))];
  },
} satisfies TransmitterRule;

/** Fewer calls prove nothing. */
const MANY = 40;
