import type { Exchange } from '../../../core/exchange.js';
import { parseInstant } from '../../../core/instant.js';
import { say } from '../../rule.js';
import { isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, isAnswered, judgeEach, textAt } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.3.6',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say('Expiração no passado ou a mais de um ano: 422.', 'An expiry in the past, or more than a year away: 422.'),
  source: 'Consents 3.3.1, POST response 422; Portal, Consentimento',
  needs: say('um pedido com expiração no passado', 'a request with an expiry in the past'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isCreation(exchange) && isAnswered(exchange) && isPast(exchange)),
      asks([422], 'DATA_EXPIRACAO_INVALIDA'),
    ),
} satisfies TransmitterRule;

const isPast = (exchange: Exchange): boolean => {
  const expiry = parseInstant(textAt(exchange.requestBody, 'data', 'expirationDateTime') ?? '');
  return expiry !== undefined && expiry <= exchange.at;
};
