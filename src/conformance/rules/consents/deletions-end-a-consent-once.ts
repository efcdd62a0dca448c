import type { Exchange } from '../../../core/exchange.js';
import { say } from '../../rule.js';
import { isDeletion } from '../../transmitter/consents.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { asks, isAnswered, judgeEach, saw, textAt } from '../../transmitter/judging.js';

export default {
  id: 'CON-4.1.3',
  judges: 'transmitter',
  level: 'MUST',
  area: 'consents',
  title: say(
    'O DELETE encerra com 204, sem corpo; o que já está encerrado recebe 422.',
    'DELETE ends a consent with 204 and no body; one that has ended already gets 422.',
  ),
  source: 'Inference, the texts name no reason for the first; Consents 3.3.1, DELETE response 422',
  needs: say('um DELETE', 'a DELETE'),
  check: (journal, { aims }) => {
    const ended = new Set<string>();
    const deletions = journal.filter(
      (exchange) => isDeletion(exchange) && isAnswered(exchange) && !aims.has(exchange.id),
    );
    return deletions.flatMap((exchange) => {
      const wasEnded = ended.has(exchange.path) || wasRejected(journal, exchange);
      ended.add(exchange.path);
      if (wasEnded) return judgeEach([exchange], asks([422], 'CONSENTIMENTO_EM_STATUS_REJEITADO'));
      return judgeEach([exchange], (one) =>
        one.status === 204 && one.responseBody === undefined ? undefined : saw(one, '204'),
      );
    });
  },
} satisfies TransmitterRule;

/** Whether a reading before it showed that it had ended. */
const wasRejected = (journal: readonly Exchange[], { id, path }: Exchange): boolean =>
  journal.some(
    (one) =>
      one.id < id &&
      one.method === 'GET' &&
      one.path === path &&
      textAt(one.responseBody, 'data', 'status') === 'REJECTED',
  );
