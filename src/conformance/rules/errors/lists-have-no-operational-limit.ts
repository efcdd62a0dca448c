import { isListCall } from '../../reading.js';
import { kept, say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-107',
  judges: 'transmitter',
  level: 'MUST NOT',
  area: 'errors',
  title: say(
    'Resources não responde 423: está isenta de limites operacionais.',
    'Resources does not answer 423: it is exempt from operational limits.',
  ),
  source: 'Portal, Limites operacionais',
  needs: say('muitas chamadas à lista de um consentimento', "many calls for one consent's list"),
  check: (journal) => {
    const calls = journal.filter(isListCall);
    const refused = calls.filter(({ status }) => status === 423);
    if (refused.length > 0) return judgeEach(refused, asks([200]));
    return calls.length < MANY
      ? []
      : [kept(say(`${calls.length} chamadas sem 423.`, `${calls.length} calls without 423.`), calls.slice(-1))];
  },
} satisfies TransmitterRule;

/** Fewer calls prove nothing. */
const MANY = 40;
