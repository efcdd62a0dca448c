import { dataOf } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach, saw, textAt } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.2.5',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'O histórico de renovações vem em páginas, da mais nova para a mais antiga, com o prazo que cada uma trocou.',
    'The history of extensions comes in pages, newest first, with the end that each of them replaced.',
  ),
  source: 'Consents 3.3.1, extensions operation; Functional suite, consents_api_negative-extensions',
  needs: say('o histórico de mais de uma renovação', 'the history of more than one extension'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => exchange.path.endsWith('/extensions') && (dataOf(exchange)?.length ?? 0) > 1),
      (exchange) => {
        const instants = (dataOf(exchange) ?? []).map((item) => textAt(item, 'requestDateTime') ?? '');
        const isNewestFirst = instants.every((instant, index) => index === 0 || instant <= (instants[index - 1] ?? ''));
        return isNewestFirst ? undefined : saw(exchange, instants.toSorted().toReversed().join(', '));
      },
    ),
} satisfies TransmitterRule;
