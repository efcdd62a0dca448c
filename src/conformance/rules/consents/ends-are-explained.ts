import type { Exchange } from '../../../core/exchange.js';
import { type Instant, SECOND } from '../../../core/instant.js';
import { fieldOf, isSuccess } from '../../reading.js';
import { say } from '../../rule.js';
import { isReading, namedConsent } from '../../transmitter/consents.js';
import { type ArrangedConsent, consentOf, type TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, saw, textAt } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.1.1',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Cada encerramento diz quem o causou e o motivo oficial; toda mudança de status atualiza statusUpdateDateTime.',
    'Each end says who caused it and the official reason; every change of status updates statusUpdateDateTime.',
  ),
  source: 'Consents 3.3.1, status and rejection schemas; Functional suite, consents_api_delete and expired-consent',
  needs: say(
    'um consentimento encerrado, ou lido depois de mudar',
    'a consent that ended, or was read after it changed',
  ),
  check: (journal, facts) =>
    judgeEach(
      journal.filter((exchange) => isReading(exchange) && isSuccess(exchange)),
      (exchange) => complaint(exchange, consentOf(facts, namedConsent(exchange))),
    ),
} satisfies TransmitterRule;

function complaint(exchange: Exchange, consent: ArrangedConsent | undefined) {
  const data = fieldOf(exchange.responseBody, 'data');
  const hasMoved = consent?.authorisedAt !== undefined && consent.authorisedAt >= consent.createdAt + SECOND;
  if (
    hasMoved &&
    exchange.at >= consent.authorisedAt &&
    textAt(data, 'statusUpdateDateTime') === textAt(data, 'creationDateTime')
  )
    return say('statusUpdateDateTime não mudou com o status.', 'statusUpdateDateTime did not change with the status.');
  if (textAt(data, 'status') !== 'REJECTED') return undefined;
  const [by, code] = [textAt(data, 'rejection', 'rejectedBy'), textAt(data, 'rejection', 'reason', 'code')];
  const asked = consent && consent.isOffered !== true ? reasonOf(consent, exchange.at) : undefined;
  const isWell = asked ? asked === `${by ?? ''} ${code ?? ''}` : by !== undefined && code !== undefined;
  return isWell ? undefined : saw(exchange, `rejection ${asked ?? ''}`);
}

/** Who ended it, and the official code. */
function reasonOf({ authorisedAt, endedAt }: ArrangedConsent, at: Instant): string {
  if (endedAt !== undefined && at >= endedAt)
    return authorisedAt === undefined ? 'USER CUSTOMER_MANUALLY_REJECTED' : 'USER CUSTOMER_MANUALLY_REVOKED';
  return authorisedAt === undefined ? 'ASPSP CONSENT_EXPIRED' : 'ASPSP CONSENT_MAX_DATE_REACHED';
}
