import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, saw } from '../../transmitter/judging.js';
import { isList } from '../../transmitter/lists.js';
import { pageOf } from '../../transmitter/pages.js';

export default {
  id: 'RES-078',
  judges: 'transmitter',
  level: 'MUST',
  area: 'pages',
  title: say(
    'O endereço em links.self pode ser chamado e responde 200 com meta coerente.',
    'The address in links.self can be called and answers 200 with consistent meta.',
  ),
  source: 'Functional suite, self link check',
  needs: say('links.self seguido', 'links.self followed'),
  check: (journal, { aims }) =>
    judgeEach(
      journal.filter(({ id }) => aims.get(id) === 'follows-self'),
      (exchange) => {
        const before = journal.findLast(
          (one) => one.id < exchange.id && isList(one) && one.consentId === exchange.consentId,
        );
        const isWell = isList(exchange) && before !== undefined && pageOf(before).total === pageOf(exchange).total;
        return isWell ? undefined : saw(exchange, '200');
      },
    ),
} satisfies TransmitterRule;
