import { isListCall, isSuccess } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { answerHeader, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-064',
  judges: 'transmitter',
  level: 'MUST',
  area: 'headers',
  title: say(
    'A resposta informa em x-v a versão completa implementada.',
    'The response tells in x-v the full version implemented.',
  ),
  source: 'Resources 3.1.0, X-V header; Portal, Cabeçalhos HTTP; Functional suite, core module',
  needs: say('uma lista, ou um 202', 'a list, or a 202'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isListCall(exchange) && isSuccess(exchange)),
      (exchange) => {
        const version = answerHeader(exchange, 'x-v') ?? '';
        return /^3\.\d+\.\d+$/.test(version) ? undefined : say(`O x-v é "${version}".`, `The x-v is "${version}".`);
      },
    ),
} satisfies TransmitterRule;
