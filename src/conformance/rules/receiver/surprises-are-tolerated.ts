import type { Exchange } from '../../../core/exchange.js';
import { dataOf, fieldOf, isListCall } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { isFirstPage, usesOf } from '../../receiver-traffic.js';
import { broken, kept, say } from '../../rule.js';
import { waitBetween } from '../../waits.js';

const FIELDS = ['resourceId', 'type', 'status'];
const STATUSES = ['AVAILABLE', 'UNAVAILABLE', 'TEMPORARILY_UNAVAILABLE', 'PENDING_AUTHORISATION'];
/** A repetition within this is no periodic read. Milliseconds. */
const AT_ONCE = 5_000;
/** So many repetitions are a loop. */
const LOOP = 2;

export default {
  id: 'RCV-31',
  judges: 'receiver',
  level: 'INFO',
  area: 'tolerance',
  title: say(
    'Um campo a mais ou um status de outra grafia na lista não faz a receptora parar nem repetir.',
    'An extra field or a status spelt otherwise in the list makes the receiver neither stop nor repeat.',
  ),
  source: 'Inference, from the rules on additional fields',
  needs: say(
    'uma lista com um campo ou status fora do documento, e uma chamada depois',
    'a list with a field or status outside the document, and a call after it',
  ),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) =>
      calls.filter(isSurprising).flatMap((list) => {
        const [next, ...rest] = calls.filter(({ id }) => id > list.id);
        if (!next) return [];
        const repeats = [next, ...rest].filter((call) => isFirstPage(call) && waitBetween(list, call) < AT_ONCE);
        return repeats.length >= LOOP
          ? [
              broken(say('A lista fora do comum foi repetida sem parar.', 'The unusual list was repeated in a loop.'), [
                list,
                ...repeats,
              ]),
            ]
          : [
              kept(
                say(
                  'Depois da lista fora do comum, a receptora seguiu.',
                  'After the unusual list, the receiver went on.',
                ),
                [list, next],
              ),
            ];
      }),
    ),
} satisfies ReceiverRule;

const isSurprising = (exchange: Exchange): boolean =>
  isListCall(exchange) && exchange.status === 200 && (dataOf(exchange) ?? []).some(isOdd);

const isOdd = (item: unknown): boolean =>
  typeof item === 'object' &&
  item !== null &&
  (Object.keys(item).some((name) => !FIELDS.includes(name)) || !STATUSES.includes(String(fieldOf(item, 'status'))));
