import { isUuid } from '../../../core/ids.js';
import { headerOf, officialPath } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { answerHeader, isAnswered, judgeEach, saw } from '../../transmitter/judging.js';

export default {
  id: 'RES-062',
  judges: 'transmitter',
  level: 'MUST',
  area: 'headers',
  title: say(
    'Sem x-fapi-interaction-id válido, a resposta é 400 e traz um valor gerado pela transmissora.',
    'Without a valid x-fapi-interaction-id, the answer is 400 and carries a value the transmitter generates.',
  ),
  source:
    'Resources 3.1.0, x-fapi-interaction-id header; FAPI-BR 2.1.0, 5.1(18); Functional suite, resources_api_x-fapi',
  needs: say('uma chamada sem x-fapi-interaction-id válido', 'a call without a valid x-fapi-interaction-id'),
  check: (journal) =>
    judgeEach(
      journal.filter(
        (exchange) =>
          isAnswered(exchange) &&
          officialPath(exchange)?.family === 'resources' &&
          exchange.status !== 401 &&
          !isUuid(headerOf(exchange, NAME) ?? ''),
      ),
      (exchange) => {
        const isGenerated = isUuid(answerHeader(exchange, NAME) ?? '');
        return exchange.status === 400 && isGenerated ? undefined : saw(exchange, `400, ${NAME}`);
      },
    ),
} satisfies TransmitterRule;

const NAME = 'x-fapi-interaction-id';
