import type { Exchange } from '../../../core/exchange.js';
import { fieldOf, isSuccess } from '../../reading.js';
import { say } from '../../rule.js';
import { isConsentsCall, isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { answerHeader, isSecondsInstant, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.1.4',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'x-v: 3.3.1 em toda resposta, 204 inclusive; o POST não devolve loggedUser; instantes sem frações de segundo.',
    'x-v: 3.3.1 in every answer, 204 too; the POST does not return loggedUser; instants without fractions.',
  ),
  source: 'Consents 3.3.1, responses; Functional suite, consents_api_core',
  needs: say('uma resposta de sucesso de consentimentos', 'a success of the consents API'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isConsentsCall(exchange) && isSuccess(exchange)),
      complaint,
    ),
} satisfies TransmitterRule;

function complaint(exchange: Exchange) {
  const version = answerHeader(exchange, 'x-v') ?? '';
  if (!/^3\.\d+\.\d+$/.test(version)) return say(`O x-v é "${version}".`, `The x-v is "${version}".`);
  const data = fieldOf(exchange.responseBody, 'data');
  if (isCreation(exchange) && fieldOf(data, 'loggedUser') !== undefined)
    return say('A criação devolve loggedUser.', 'The creation returns loggedUser.');
  const instants = ['creationDateTime', 'statusUpdateDateTime', 'expirationDateTime'].map((name) =>
    fieldOf(data, name),
  );
  const isWell = instants.every((instant) => instant === undefined || isSecondsInstant(instant));
  return isWell
    ? undefined
    : say('Um instante não tem a forma AAAA-MM-DDTHH:MM:SSZ.', 'An instant is not YYYY-MM-DDTHH:MM:SSZ.');
}
