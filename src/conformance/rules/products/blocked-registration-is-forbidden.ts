import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, judgeEach } from '../../transmitter/judging.js';

export default {
  id: 'PRD-014',
  judges: 'transmitter',
  level: 'MUST',
  area: 'products',
  title: say(
    'Dados cadastrais sob bloqueio ou à espera de aprovadores: 403 com o código do status, como um recurso.',
    'Registration data that are blocked, or wait for approvers: 403 with the code of the status, like a resource.',
  ),
  source: 'DC-Cadastrais, multi-approval and blocked states',
  needs: say('os dados cadastrais de um cliente sob bloqueio', 'registration data of a customer who is blocked'),
  check: (journal, { aims }) =>
    judgeEach(
      journal.filter(({ id }) => aims.get(id) === 'blocked-registration'),
      asks([403], 'STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE'),
    ),
} satisfies TransmitterRule;
