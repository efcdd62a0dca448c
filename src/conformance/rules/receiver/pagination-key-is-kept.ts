import { HOUR } from '../../../core/instant.js';
import type { Exchange } from '../../../core/exchange.js';
import { fieldOf, queryOf } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';
import { waitBetween } from '../../waits.js';

/** How long a key may be used. Milliseconds, end included. */
const KEY_LIFE = HOUR;

export default {
  id: 'RCV-16',
  judges: 'receiver',
  level: 'SHOULD',
  area: 'pagination',
  title: say(
    'A pagination-key dos links é levada às páginas seguintes, e não é usada depois de 60 minutos.',
    'The pagination-key of the links is carried to further pages, and not used after 60 minutes.',
  ),
  source: 'Portal, Limites operacionais',
  needs: say('um link com pagination-key, e a página seguinte', 'a link with a pagination-key, and the next page'),
  check: (journal) =>
    usesOf(journal).flatMap(({ calls }) => calls.flatMap((exchange, place) => judge(exchange, calls.slice(0, place)))),
} satisfies ReceiverRule;

function judge(exchange: Exchange, before: readonly Exchange[]): readonly Finding[] {
  const page = Number(queryOf(exchange).get('page') ?? 1);
  if (page <= 1) return [];
  const previous = before.findLast(({ path }) => path === exchange.path);
  const offered = previous && keysOf(previous);
  const key = queryOf(exchange).get('pagination-key');
  if (key !== null) {
    const issued = before.find((call) => keysOf(call).includes(key));
    if (!issued) return [];
    const isOld = waitBetween(issued, exchange) > KEY_LIFE;
    return isOld
      ? [
          broken(say('Uma pagination-key foi usada depois de 60 min.', 'A pagination-key was used after 60 min.'), [
            issued,
            exchange,
          ]),
        ]
      : [kept(say('A pagination-key foi levada adiante.', 'The pagination-key was carried on.'), [issued, exchange])];
  }
  if (!previous || !offered || offered.length === 0) return [];
  const text = say(
    'A página seguinte foi pedida sem a pagination-key do link.',
    'The next page was asked for without the pagination-key of the link.',
  );
  return [broken(text, [previous, exchange])];
}

/** The keys in the links of an answer. */
function keysOf({ responseBody }: Exchange): readonly string[] {
  const links = fieldOf(responseBody, 'links');
  if (typeof links !== 'object' || links === null) return [];
  return Object.values(links).flatMap((link) => {
    const key = typeof link === 'string' ? new URLSearchParams(link.split('?')[1]).get('pagination-key') : null;
    return key === null ? [] : [key];
  });
}
