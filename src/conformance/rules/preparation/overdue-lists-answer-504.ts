import type { Exchange } from '../../../core/exchange.js';
import { MINUTE } from '../../../core/instant.js';
import { isListCall } from '../../reading.js';
import { say } from '../../rule.js';
import { consentOf, type TransmitterFacts, type TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-052',
  judges: 'transmitter',
  level: 'MUST',
  area: 'preparation',
  title: say(
    'Esgotado o prazo sem a lista pronta, a resposta é 504 com o código RETRY_EXCEDIDO.',
    'Once the limit passes with no list ready, the answer is 504 with the code RETRY_EXCEDIDO.',
  ),
  source: 'DC-Recursos, polling; Resources 3.1.0, error schema',
  needs: say('uma lista que não ficou pronta em cinco minutos', 'a list that was not ready within five minutes'),
  check: (journal, facts) =>
    judgeEach(
      journal.filter((exchange) => isListCall(exchange) && exchange.status !== 202 && isOverdue(exchange, facts)),
      asks([504], 'RETRY_EXCEDIDO'),
    ),
} satisfies TransmitterRule;

function isOverdue({ consentId, at }: Exchange, facts: TransmitterFacts): boolean {
  const { authorisedAt, readyAt } = consentOf(facts, consentId) ?? {};
  if (authorisedAt === undefined || readyAt === undefined) return false;
  return at >= authorisedAt + 5 * MINUTE && (readyAt === 'never' || at < readyAt);
}
