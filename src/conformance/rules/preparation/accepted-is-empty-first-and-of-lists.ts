import { isListCall, officialPath } from '../../reading.js';
import { broken, type Finding, kept, say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { saw } from '../../transmitter/judging.js';

export default {
  id: 'RES-053',
  judges: 'transmitter',
  level: 'MUST NOT',
  area: 'preparation',
  title: say(
    'O 202 não leva corpo, não volta depois do primeiro 200 do consentimento e não sai de outro endpoint.',
    "The 202 has no body, never returns after the consent's first 200, and comes from no other endpoint.",
  ),
  source: 'DC-Recursos, status 202; Security suite, polling of Resources',
  needs: say('um 202, ou uma lista lida de novo', 'a 202, or a list read again'),
  check: (journal) => {
    const listed = new Set<string>();
    return journal.filter(officialPath).flatMap((exchange): readonly Finding[] => {
      const { consentId = '', status } = exchange;
      const isKnown = listed.has(consentId);
      if (isListCall(exchange) && status === 200) listed.add(consentId);
      if (status !== 202)
        return isKnown && isListCall(exchange)
          ? [kept(say('O 202 não volta.', 'The 202 does not return.'), [exchange])]
          : [];
      if (!isListCall(exchange)) return [broken(saw(exchange, '200'), [exchange])];
      if (isKnown) return [broken(say('202 depois de um 200.', '202 after a 200.'), [exchange])];
      if (exchange.responseBody !== undefined)
        return [broken(say('O 202 traz corpo.', 'The 202 has a body.'), [exchange])];
      return [
        kept(say('O 202 vem vazio, e só antes da lista.', 'The 202 is empty, and before the list alone.'), [exchange]),
      ];
    });
  },
} satisfies TransmitterRule;
