import { SECOND } from '../../../core/instant.js';
import type { Exchange } from '../../../core/exchange.js';
import { civilMonthOf } from '../../civil-month.js';
import { headerOf, queryOf } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';
import { spanText, waitBetween } from '../../waits.js';

export default {
  id: 'RCV-27',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'limits',
  title: say(
    'Depois de um 429 espera-se o Retry-After; depois de um 423, o endpoint descansa até o mês seguinte.',
    'After a 429 the Retry-After is waited for; after a 423 the endpoint rests until the next month.',
  ),
  source: 'Portal, Limites de tráfego; Portal, Limites operacionais',
  needs: say('um 429 com Retry-After, ou um 423', 'a 429 with Retry-After, or a 423'),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) =>
      calls.flatMap((exchange) => {
        const again = calls.find(
          ({ id, method, path }) => id > exchange.id && method === exchange.method && path === exchange.path,
        );
        if (exchange.status === 429) return afterTraffic(exchange, again);
        return exchange.status === 423 ? afterQuota(exchange, again) : [];
      }),
    ),
} satisfies ReceiverRule;

function afterTraffic(refused: Exchange, again: Exchange | undefined): readonly Finding[] {
  const asked = secondsIn(headerOf(refused, 'retry-after', 'response'), refused);
  if (asked === undefined) return [];
  if (!again) return [kept(say('Depois do 429 não se insistiu.', 'After the 429 there was no insisting.'), [refused])];
  const waited = spanText(waitBetween(refused, again));
  const text = say(
    `Retry-After de ${asked} s, nova chamada depois de ${waited.pt}.`,
    `Retry-After of ${asked} s, called again after ${waited.en}.`,
  );
  return [(waitBetween(refused, again) < asked * SECOND ? broken : kept)(text, [refused, again])];
}

/** Seconds, or an HTTP date. */
function secondsIn(text: string | undefined, { wallAt }: Exchange): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - wallAt) / SECOND);
}

function afterQuota(refused: Exchange, again: Exchange | undefined): readonly Finding[] {
  const isSameMonth = again !== undefined && civilMonthOf(again.at) === civilMonthOf(refused.at);
  if (!isSameMonth || queryOf(again).has('pagination-key'))
    return [kept(say('Depois do 423 o endpoint descansou.', 'After the 423 the endpoint rested.'), [refused])];
  const text = say('Depois do 423, nova chamada no mesmo mês.', 'After the 423, called again in the same month.');
  return [broken(text, [refused, again])];
}
