import type { Exchange } from '../../../core/exchange.js';
import { parseInstant } from '../../../core/instant.js';
import { faultsIn } from '../../permission-groups.js';
import { errorCodesOf, fieldOf } from '../../reading.js';
import { type Finding, say } from '../../rule.js';
import { askedIn, isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, isAnswered, judgeEach, textAt } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.3.5',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'As permissões pedidas formam agrupamentos completos; do contrário, 422.',
    'The permissions asked for make up complete groups; otherwise 422.',
  ),
  source: 'Consents 3.3.1, permission groups; Portal, Consentimento',
  needs: say('pedidos com agrupamentos completos e incompletos', 'requests with complete and incomplete groups'),
  check: (journal) =>
    journal
      .filter((exchange) => isCreation(exchange) && isAnswered(exchange))
      .flatMap((exchange): readonly Finding[] => {
        const asked = askedIn(exchange);
        const { unknown, mixesPersons, repeated, loose, lacksResources } = faultsIn(asked);
        const isOther = unknown.length > 0 || repeated.length > 0 || mixesPersons || hasOtherFault(exchange);
        if (isOther) return [];
        const isIncomplete = loose.length > 0 || lacksResources || asked.length < 2;
        return judgeEach([exchange], isIncomplete ? asks([422], 'COMBINACAO_PERMISSOES_INCORRETA') : granted);
      }),
} satisfies TransmitterRule;

/** A whole group is granted, unless nothing of it is on offer. */
const granted = (exchange: Exchange) =>
  errorCodesOf(exchange).includes('SEM_PERMISSOES_FUNCIONAIS_RESTANTES') ? undefined : asks([201])(exchange);

/** An expiry, or a company, may be what is wrong. */
const hasOtherFault = ({ requestBody, at }: Exchange): boolean => {
  const data = fieldOf(requestBody, 'data');
  const expiry = textAt(data, 'expirationDateTime');
  const isForCompany = fieldOf(data, 'businessEntity') !== undefined;
  const names = fieldOf(data, 'permissions');
  const clashes =
    Array.isArray(names) &&
    names.some((name) => String(name).startsWith(isForCompany ? 'CUSTOMERS_PERSONAL' : 'CUSTOMERS_BUSINESS'));
  return clashes || (expiry !== undefined && (parseInstant(expiry) ?? 0) <= at);
};
