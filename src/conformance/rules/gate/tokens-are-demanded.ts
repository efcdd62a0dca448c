import type { Exchange } from '../../../core/exchange.js';
import { headerOf, isListCall, queryOf } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterFacts, TransmitterRule } from '../../transmitter/facts.js';
import { asks, isAnswered, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-101',
  judges: 'transmitter',
  level: 'MUST',
  area: 'gate',
  title: say(
    'Token ausente, inválido, vencido, na URL ou alheio ao certificado, ou consentimento não ativo: 401.',
    'Token missing, invalid, expired, in the URL or not of the certificate, or consent not active: 401.',
  ),
  source: 'DC-Contas, interaction table; FAPI-BR 2.1.0, 8.1(2) and 8.1(3); Security suite, token checks',
  needs: say('uma chamada sem token válido', 'a call without a valid token'),
  check: (journal, facts) => [
    ...judgeEach(
      journal.filter((exchange) => isListCall(exchange) && !inQuery(exchange) && isWithoutToken(exchange, facts)),
      asks([401]),
    ),
    // A token in the URL may also be refused as a malformed or too long address.
    ...judgeEach(
      journal.filter((exchange) => isListCall(exchange) && inQuery(exchange)),
      asks([401, 400, 414]),
    ),
  ],
} satisfies TransmitterRule;

const inQuery = (exchange: Exchange): boolean => queryOf(exchange).has('access_token');

const isWithoutToken = (exchange: Exchange, { aims }: TransmitterFacts): boolean =>
  isAnswered(exchange) &&
  (headerOf(exchange, 'authorization') === undefined || aims.get(exchange.id) === 'token-invalid');
