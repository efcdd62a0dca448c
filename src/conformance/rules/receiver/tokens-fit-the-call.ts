import type { Exchange } from '../../../core/exchange.js';
import { consentCallsIn } from '../../consent-calls.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { isDataCall } from '../../receiver-traffic.js';
import { broken, kept, say } from '../../rule.js';

export default {
  id: 'RCV-19',
  judges: 'receiver',
  level: 'MUST',
  area: 'tokens',
  title: say(
    'Dados se pedem com o token do consentimento; o consentimento, com o token da própria receptora, salvo a renovação.',
    "Data is asked for with the consent's token; the consent with the receiver's own, except for its extension.",
  ),
  source: 'Consents 3.3.1, security; Resources 3.1.0, security',
  needs: say('uma chamada com um token válido', 'a call with a valid token'),
  check(journal) {
    const data = journal.filter((exchange) => exchange.grant !== undefined && isDataCall(exchange));
    const consents = consentCallsIn(journal).filter(({ exchange }) => exchange.grant !== undefined);
    const asClient = data.filter(({ grant }) => grant === 'client');
    const mixed = consents
      .filter(({ exchange: { grant }, operation }) => grant !== (operation === 'extend' ? 'consent' : 'client'))
      .map(({ exchange }) => exchange);
    if (data.length + consents.length === 0) return [];
    if (asClient.length + mixed.length === 0)
      return [
        kept(say('Cada chamada veio com o token certo.', 'Every call came with the right token.'), firstOf(data)),
      ];
    return [
      ...asClient.map((exchange) =>
        broken(
          say('Dados pedidos com um token de client_credentials.', 'Data asked for with a client_credentials token.'),
          [exchange],
        ),
      ),
      ...mixed.map((exchange) =>
        broken(
          say(
            'Operação de consentimento com o token do outro tipo.',
            'A consent operation with the other kind of token.',
          ),
          [exchange],
        ),
      ),
    ];
  },
} satisfies ReceiverRule;

const firstOf = (calls: readonly Exchange[]): readonly Exchange[] => calls.slice(0, 1);
