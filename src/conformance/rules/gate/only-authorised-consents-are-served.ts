import type { Exchange } from '../../../core/exchange.js';
import { isListCall } from '../../reading.js';
import { say } from '../../rule.js';
import { consentOf, type TransmitterFacts, type TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';
import { detailOf, listedBy } from '../../transmitter/products.js';

export default {
  id: 'RES-002',
  judges: 'transmitter',
  level: 'MUST',
  area: 'gate',
  title: say(
    'A lista só é servida enquanto o consentimento está AUTHORISED e vigente; fora disso, 401.',
    'The list is served only while the consent is AUTHORISED and in force; otherwise 401.',
  ),
  source: 'Resources 3.1.0, info; DC-Contas, interaction table; FAPI-BR 2.1.0, 8.1(2)',
  needs: say(
    'uma chamada com o token de um consentimento que não está AUTHORISED',
    'a call with the token of a consent that is not AUTHORISED',
  ),
  check: (journal, facts) =>
    judgeEach(
      journal.filter((exchange) => isData(exchange) && isInactive(exchange, facts)),
      asks([401]),
    ),
} satisfies TransmitterRule;

const isData = (exchange: Exchange): boolean =>
  isListCall(exchange) || listedBy(exchange) !== undefined || detailOf(exchange) !== undefined;

function isInactive({ consentId, at }: Exchange, facts: TransmitterFacts): boolean {
  const consent = consentOf(facts, consentId);
  if (!consent) return false;
  const { authorisedAt, endedAt, expiresAt, isOffered } = consent;
  if (isOffered) return false;
  return (
    authorisedAt === undefined ||
    at < authorisedAt ||
    [endedAt, expiresAt].some((end) => end !== undefined && at >= end)
  );
}
