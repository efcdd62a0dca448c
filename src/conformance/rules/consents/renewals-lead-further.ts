import type { Exchange } from '../../../core/exchange.js';
import { parseInstant } from '../../../core/instant.js';
import { headerOf } from '../../reading.js';
import { say } from '../../rule.js';
import { isRenewal, namedConsent } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach, textAt } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.2.2',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'O novo prazo fica depois de agora e do atual; sem data, não há mais fim, e quem não tem fim não ganha um.',
    'The new end lies after now and after the current one; no date means no end, and no end takes no date.',
  ),
  source: 'Consents 3.3.1, extends response 422; Portal, Consentimento; Inference, for a consent without end',
  needs: say('renovações para antes e para depois do prazo atual', 'extensions to before and after the current end'),
  check: (journal, { aims, consents }) => {
    const ends = new Map(consents.map(({ consentId, expiresAt }) => [consentId, expiresAt]));
    return journal
      .filter((exchange) => isRenewal(exchange) && !aims.has(exchange.id) && hasHeaders(exchange))
      .flatMap((exchange) => {
        const asked = parseInstant(textAt(exchange.requestBody, 'data', 'expirationDateTime') ?? '');
        const consentId = namedConsent(exchange) ?? '';
        const current = ends.get(consentId);
        if (asked === undefined) return [];
        const isEarlier = asked <= exchange.at || (current !== undefined && asked <= current);
        if (!isEarlier && exchange.status === 201) ends.set(consentId, asked);
        return judgeEach([exchange], isEarlier ? asks([422], 'DATA_EXPIRACAO_INVALIDA') : asks([201]));
      });
  },
} satisfies TransmitterRule;

const hasHeaders = (exchange: Exchange): boolean =>
  ['x-fapi-customer-ip-address', 'x-customer-user-agent'].every((name) => headerOf(exchange, name) !== undefined);
