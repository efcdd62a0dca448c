import type { Exchange } from '../../../core/exchange.js';
import { listedIn } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-004',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'O resourceId é o mesmo identificador que a API do produto usa, com 1 a 100 caracteres.',
    'The resourceId is the same id the product API uses, 1 to 100 characters long.',
  ),
  source: 'Resources 3.1.0, resourceId schema',
  needs: say('uma lista com recursos', 'a list with resources in it'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => listedIn(exchange).length > 0),
      complaint,
    ),
} satisfies TransmitterRule;

const RESOURCE_ID = /^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$/;

function complaint(exchange: Exchange) {
  const wrong = listedIn(exchange).find(({ resourceId }) => !RESOURCE_ID.test(resourceId));
  return (
    wrong &&
    say(`O id "${wrong.resourceId}" não cabe no padrão.`, `The id "${wrong.resourceId}" does not fit the pattern.`)
  );
}
