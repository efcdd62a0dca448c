import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { itemsUnder } from '../../transmitter/lists.js';

export default {
  id: 'RES-021',
  judges: 'transmitter',
  level: 'MUST',
  area: 'list',
  title: say(
    'Na seleção individual, cada recurso escolhido é listado, seja qual for o status.',
    'Under individual selection, every chosen resource is listed, whatever its status.',
  ),
  source: 'DC-Recursos, selection mode i',
  needs: say('um consentimento com contas ou cartões escolhidos', 'a consent with accounts or cards picked'),
  check: itemsUnder('RES-021'),
} satisfies TransmitterRule;
