import { SECOND } from '../../../core/instant.js';
import type { Exchange } from '../../../core/exchange.js';
import { errorCodesOf, isListCall } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { isStatusQuery, usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';
import { waitBetween } from '../../waits.js';

/** A repetition sooner than this gives nothing time to mend. Milliseconds. */
const TIGHT = SECOND;

const isFailure = ({ status }: Exchange): boolean => status >= 500;
const isOverdue = (exchange: Exchange): boolean =>
  isListCall(exchange) && exchange.status === 504 && errorCodesOf(exchange).includes('RETRY_EXCEDIDO');
const isSame = (one: Exchange, other: Exchange): boolean => one.method === other.method && one.path === other.path;

export default {
  id: 'RCV-06',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'polling',
  title: say(
    'Diante do 504 do polling, ou de erros 5xx que persistem, a receptora consulta Discovery antes de tentar de novo.',
    'Faced with the 504 of polling, or 5xx that persist, the receiver consults Discovery before it tries again.',
  ),
  source: 'DC-Recursos, Recomendação de uso de polling',
  needs: say('uma resposta 5xx e o que a receptora fez depois', 'a 5xx answer and what the receiver did next'),
  check: (journal) => usesOf(journal).flatMap(({ calls }) => calls.filter(isFailure).flatMap(judge(calls, journal))),
} satisfies ReceiverRule;

const judge =
  (calls: readonly Exchange[], journal: readonly Exchange[]) =>
  (failed: Exchange): readonly Finding[] => {
    const same = calls.filter((exchange) => isSame(exchange, failed));
    const place = same.indexOf(failed);
    const [before, next] = [same[place - 1], same[place + 1]];
    const asked = journal.find((exchange) => exchange.id > failed.id && isStatusQuery(exchange));
    const askedInTime = asked !== undefined && (next === undefined || asked.id < next.id);
    if (next && waitBetween(failed, next) < TIGHT)
      return [
        broken(say('Nova tentativa menos de 1 s após um 5xx.', 'Tried again less than 1 s after a 5xx.'), [
          failed,
          next,
        ]),
      ];
    const isPersistent = isOverdue(failed) || (before !== undefined && isFailure(before));
    if (askedInTime)
      return [
        kept(say('Depois da falha, Discovery foi consultada.', 'After the failure, Discovery was consulted.'), [
          failed,
          asked,
        ]),
      ];
    if (!next) return [];
    if (!isPersistent)
      return [kept(say('Um 5xx isolado, repetido com calma.', 'A single 5xx, calmly tried again.'), [failed, next])];
    const text = isOverdue(failed)
      ? say(
          'A lista foi chamada de novo após o 504, sem consultar Discovery.',
          'The list was called again after the 504, without consulting Discovery.',
        )
      : say(
          'Nova tentativa após dois 5xx seguidos, sem consultar Discovery.',
          'Tried again after two 5xx in a row, without consulting Discovery.',
        );
    return [broken(text, [failed, next])];
  };
