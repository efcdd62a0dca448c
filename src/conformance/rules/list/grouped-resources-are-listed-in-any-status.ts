import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-024',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Na seleção agrupada, lista-se tudo o que o cliente tem dentro dos critérios de exposição, com qualquer status.',
    'Under grouped selection, all the customer holds within the exposure criteria is listed, whatever its status.',
  ),
  source: 'DC-Recursos, selection modes ii and iii; DC-Investimentos, RN002 and RN004; DC-Câmbio, RN002 and RN004',
  needs: say('um recurso agrupado que não está AVAILABLE', 'a grouped resource that is not AVAILABLE'),
  check: itemsUnder('RES-024'),
} satisfies TransmitterRule;
