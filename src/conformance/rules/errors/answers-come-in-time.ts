import { SECOND } from '../../../core/instant.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';

/** How long a client waits. Milliseconds. */
const LIMIT = 15 * SECOND;

export default {
  id: 'RES-056',
  judges: 'transmitter',
  level: 'MUST',
  area: 'errors',
  title: say(
    'Toda chamada tem resposta em até 15 segundos; a que não fica pronta recebe 504.',
    'Every call is answered within 15 seconds; what is not ready by then gets a 504.',
  ),
  source: 'Portal, Timeout',
  needs: say('uma chamada', 'a call'),
  check: (journal) =>
    judgeEach(
      journal,
      ({ status, error, method, path, durationMs }) => {
        if (status > 0 && durationMs <= LIMIT) return undefined;
        const how = error ?? `${Math.round(durationMs / SECOND)} s`;
        return say(`${method} ${path} ficou sem resposta: ${how}.`, `${method} ${path} got no answer: ${how}.`);
      },
      say('Toda chamada teve resposta a tempo.', 'Every call was answered in time.'),
    ),
} satisfies TransmitterRule;
