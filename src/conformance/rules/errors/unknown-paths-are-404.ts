import { officialPath } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, isAnswered, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'RES-103',
  judges: 'transmitter',
  level: 'MUST',
  area: 'errors',
  title: say(
    'Caminho que não existe, ou que não está registrado no diretório: 404.',
    'A path that does not exist, or is not registered in the directory: 404.',
  ),
  source: 'Portal, Códigos de Resposta HTTP',
  needs: say('um caminho que não existe', 'a path that does not exist'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => {
        const place = officialPath(exchange);
        return isAnswered(exchange) && place?.family === 'resources' && !/^\/resources\/?$/.test(place.rest);
      }),
      asks([404]),
    ),
} satisfies TransmitterRule;
