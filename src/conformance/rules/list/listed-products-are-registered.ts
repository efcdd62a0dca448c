import { listedIn } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';
import { productRow } from '../../products.js';

export default {
  id: 'RES-012',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Antes de expor recursos de um produto novo, a transmissora já registrou seus endereços no diretório.',
    'Before exposing resources of a new product, the transmitter has registered its addresses in the directory.',
  ),
  source: 'DC-Recursos, use case 3',
  needs: say('o diretório e uma lista com recursos', 'the directory and a list with resources in it'),
  check: (journal) => {
    const directory = journal.findLast(({ path, status }) => path.endsWith('/participants') && status === 200);
    if (!directory) return [];
    const registered = JSON.stringify(directory.responseBody);
    const lists = journal.filter((exchange) => listedIn(exchange).length > 0);
    return judgeEach(lists, (exchange) => {
      const rows = listedIn(exchange).flatMap(({ type }) => productRow(type) ?? []);
      const missing = rows.find(({ list }) => !registered.includes(list));
      return (
        missing && say(`O diretório não registra ${missing.list}.`, `The directory does not register ${missing.list}.`)
      );
    });
  },
} satisfies TransmitterRule;
