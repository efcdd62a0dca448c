import { isUuid } from '../../../core/ids.js';
import { headerOf, officialPath } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { answerHeader, isAnswered, judgeEach, saw } from '../../transmitter/judging.js';

export default {
  id: 'RES-061',
  judges: 'transmitter',
  level: 'MUST',
  area: 'headers',
  title: say(
    'A resposta devolve sem alteração o x-fapi-interaction-id recebido, também em 202 e em erros.',
    'The response returns the received x-fapi-interaction-id unchanged, in 202 and in errors too.',
  ),
  source: 'Resources 3.1.0, x-fapi-interaction-id header; Functional suite, interaction id check',
  needs: say('uma chamada com x-fapi-interaction-id válido', 'a call with a valid x-fapi-interaction-id'),
  check: (journal) =>
    judgeEach(
      journal.filter(
        (exchange) => isAnswered(exchange) && officialPath(exchange) && isUuid(headerOf(exchange, NAME) ?? ''),
      ),
      (exchange) =>
        answerHeader(exchange, NAME) === headerOf(exchange, NAME)
          ? undefined
          : saw(exchange, `${NAME}: ${headerOf(exchange, NAME) ?? ''}`),
    ),
} satisfies TransmitterRule;

const NAME = 'x-fapi-interaction-id';
