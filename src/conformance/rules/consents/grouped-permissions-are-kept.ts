import { isSuccess } from '../../reading.js';
import { say } from '../../rule.js';
import { askedIn, grantedIn, isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-025',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Um grupo pode ser confirmado mesmo sem nada contratado ou sem oferta; suas permissões são mantidas.',
    'A group can be confirmed even when nothing in it is held or sold; its permissions are kept.',
  ),
  source: 'DC-Recursos, use case 3; Portal, Consentimento, rule 3; Consents 3.3.1, info',
  needs: say(
    'um consentimento que pede crédito, investimentos ou câmbio',
    'a consent that asks for credit, investments or exchange',
  ),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isCreation(exchange) && isSuccess(exchange) && askedIn(exchange).some(isGrouped)),
      (exchange) => {
        const granted = grantedIn(exchange);
        const lost = askedIn(exchange).find((name) => isGrouped(name) && !granted.includes(name));
        return lost === undefined ? undefined : say(`${lost} saiu do consentimento.`, `${lost} left the consent.`);
      },
    ),
} satisfies TransmitterRule;

const isGrouped = (permission: string): boolean => !/^(ACCOUNTS|CREDIT_CARDS|CUSTOMERS|RESOURCES)_/.test(permission);
