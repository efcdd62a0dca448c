import { type Instant, MINUTE } from '../../../core/instant.js';
import { isSuccess } from '../../reading.js';
import { say } from '../../rule.js';
import { isReading, namedConsent } from '../../transmitter/consents.js';
import { type ArrangedConsent, consentOf, type TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, textAt } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.1',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'O consentimento espera até 60 minutos pela autorização; recusa, vencimento e revogação o encerram de vez.',
    'A consent waits up to 60 minutes for authorisation; refusal, expiry and revocation end it for good.',
  ),
  source: 'Consents 3.3.1, status and rejection schemas; Portal, Consentimento',
  needs: say('um consentimento lido ao longo da sua vida', 'a consent read in the course of its life'),
  check: (journal, facts) =>
    judgeEach(
      journal.filter(
        (exchange) =>
          isReading(exchange) && isSuccess(exchange) && isArranged(consentOf(facts, namedConsent(exchange))),
      ),
      (exchange) => {
        const consent = consentOf(facts, namedConsent(exchange));
        const asked = consent ? statusAt(consent, exchange.at) : '';
        const status = textAt(exchange.responseBody, 'data', 'status');
        return status === asked
          ? undefined
          : say(`Devia estar ${asked}; está ${status ?? '?'}.`, `It should be ${asked}; it is ${status ?? '?'}.`);
      },
    ),
} satisfies TransmitterRule;

/** How long a consent awaits authorisation. Milliseconds, end excluded. */
const WAIT = 60 * MINUTE;

const isArranged = (consent: ArrangedConsent | undefined): boolean =>
  consent !== undefined && consent.isOffered !== true;

function statusAt({ createdAt, authorisedAt, endedAt, expiresAt }: ArrangedConsent, at: Instant): string {
  if (endedAt !== undefined && at >= endedAt) return 'REJECTED';
  if (authorisedAt === undefined || at < authorisedAt)
    return at < createdAt + WAIT ? 'AWAITING_AUTHORISATION' : 'REJECTED';
  return expiresAt !== undefined && at >= expiresAt ? 'REJECTED' : 'AUTHORISED';
}
