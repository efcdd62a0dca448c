import { headerOf, officialPath } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { broken, kept, say } from '../../rule.js';

export default {
  id: 'RCV-32',
  judges: 'receiver',
  level: 'INFO',
  area: 'headers',
  title: say(
    'x-v é cabeçalho de resposta; pedi-lo não escolhe versão.',
    'x-v is a header of the answer; asking for it chooses no version.',
  ),
  source: 'Portal, Estrutura da URI',
  needs: say('uma chamada a uma API', 'a call to an API'),
  check(journal) {
    const calls = journal.filter((exchange) => officialPath(exchange) !== undefined);
    if (calls.length === 0) return [];
    const asking = calls.filter((exchange) => headerOf(exchange, 'x-v') !== undefined);
    const text = say(
      `${asking.length} de ${calls.length} chamadas trazem x-v.`,
      `${asking.length} of ${calls.length} calls carry x-v.`,
    );
    return [asking.length > 0 ? broken(text, asking) : kept(text)];
  },
} satisfies ReceiverRule;
