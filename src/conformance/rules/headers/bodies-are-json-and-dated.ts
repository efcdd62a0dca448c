import type { Exchange } from '../../../core/exchange.js';
import { officialPath } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { answerHeader, isAnswered, judgeEach, saw } from '../../transmitter/judging.js';

export default {
  id: 'RES-067',
  judges: 'transmitter',
  level: 'MUST',
  area: 'headers',
  title: say(
    'Corpos são application/json, em UTF-8 declarado nos erros; toda resposta traz o cabeçalho Date.',
    'Bodies are application/json, with UTF-8 declared in errors; every response carries a Date header.',
  ),
  source: 'Resources 3.1.0, responses; Security suite, Date header check',
  needs: say('uma resposta de Resources', 'an answer of Resources'),
  check: (journal) =>
    judgeEach(
      journal.filter((exchange) => isAnswered(exchange) && officialPath(exchange)?.family === 'resources'),
      complaint,
    ),
} satisfies TransmitterRule;

function complaint(exchange: Exchange) {
  if (answerHeader(exchange, 'date') === undefined)
    return say('Falta o cabeçalho Date.', 'The Date header is missing.');
  if (exchange.responseBody === undefined) return undefined;
  const type = answerHeader(exchange, 'content-type') ?? '';
  const isWell = /^application\/json(\s*;\s*charset="?utf-8"?)?$/i.test(type);
  return isWell ? undefined : saw(exchange, `application/json, ${type === '' ? '?' : type}`);
}
