import { isSuccess } from '../../reading.js';
import { say } from '../../rule.js';
import { askedIn, grantedIn, isCreation } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';
import { listedBy } from '../../transmitter/products.js';

export default {
  id: 'RES-026',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'Contas e cartões: oferecido o produto, as permissões ficam, mesmo sem contrato; não oferecido, saem.',
    'Accounts and cards: a product on offer keeps its permissions, held or not; one not on offer loses them.',
  ),
  source: 'Portal, Consentimento, rules 4 and 5',
  needs: say(
    'um consentimento que pede contas ou cartões que a transmissora oferece',
    'a consent that asks for accounts or cards the transmitter offers',
  ),
  check: (journal) => {
    const offered = new Set(journal.filter(({ status }) => status === 200).map((exchange) => listedBy(exchange)?.kind));
    const isOffered = (permission: string): boolean =>
      (offered.has('account') && permission.startsWith('ACCOUNTS_')) ||
      (offered.has('card') && permission.startsWith('CREDIT_CARDS_'));
    return judgeEach(
      journal.filter((exchange) => isCreation(exchange) && isSuccess(exchange) && askedIn(exchange).some(isOffered)),
      (exchange) => {
        const granted = grantedIn(exchange);
        const lost = askedIn(exchange).find((name) => isOffered(name) && !granted.includes(name));
        return lost === undefined ? undefined : say(`${lost} saiu do consentimento.`, `${lost} left the consent.`);
      },
    );
  },
} satisfies TransmitterRule;
