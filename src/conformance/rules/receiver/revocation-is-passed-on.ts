import { consentCallsIn } from '../../consent-calls.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { broken, kept, say } from '../../rule.js';

export default {
  id: 'RCV-26',
  judges: 'receiver',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Revogado na receptora, o consentimento é excluído na transmissora.',
    'A consent revoked at the receiver is deleted at the transmitter.',
  ),
  source: 'FAPI-BR 2.1.0, 8.2; Portal, Consentimento',
  needs: say('a situação user-revoked-at-receiver', 'the situation user-revoked-at-receiver'),
  check: (journal, { marks }) =>
    marks
      .filter(({ what }) => what === 'user-revoked-at-receiver')
      .map(({ consentId }) => {
        const deletion = consentCallsIn(journal).find(
          (call) =>
            call.operation === 'delete' &&
            call.consentId === consentId &&
            (call.exchange.status === 204 || call.exchange.status === 422),
        );
        return deletion
          ? kept(say('O consentimento foi excluído.', 'The consent was deleted.'), [deletion.exchange])
          : broken(
              say(
                `${consentId}: revogado na receptora, e sem DELETE.`,
                `${consentId}: revoked at the receiver, and no DELETE.`,
              ),
              journal.filter((exchange) => exchange.consentId === consentId).slice(-1),
            );
      }),
} satisfies ReceiverRule;
