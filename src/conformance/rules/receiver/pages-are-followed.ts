import type { Exchange } from '../../../core/exchange.js';
import { errorCodesOf, fieldOf, queryOf } from '../../reading.js';
import type { ReceiverRule } from '../../receiver-facts.js';
import { type ConsentUse, usesOf } from '../../receiver-traffic.js';
import { broken, type Finding, kept, say } from '../../rule.js';

/** The largest page the documents allow. */
const MAX_PAGE_SIZE = 1_000;
/** A size below this counts as this: pages reckoned from a smaller one are RCV-17's concern. */
const MIN_PAGE_SIZE = 25;

const pageOf = (exchange: Exchange): number => Number(queryOf(exchange).get('page') ?? 1);
const sizeAsked = (exchange: Exchange): number => Number(queryOf(exchange).get('page-size') ?? MIN_PAGE_SIZE);

export default {
  id: 'RCV-15',
  judges: 'receiver',
  level: 'MUST',
  area: 'pagination',
  title: say(
    'A receptora segue as páginas até o fim, não passa dele, e não pede mais de 1000 itens por página.',
    'The receiver follows pages to the end, does not go beyond it, and asks for no more than 1000 items a page.',
  ),
  source: 'Resources 3.1.0, parameters and Links; Portal, Paginação',
  needs: say(
    'uma lista com mais de uma página, ou um pedido de página',
    'a list of more than one page, or a request for a page',
  ),
  check: (journal) => usesOf(journal).flatMap((use) => [...oversized(use), ...beyond(use), ...unfinished(use)]),
} satisfies ReceiverRule;

const oversized = ({ calls }: ConsentUse): readonly Finding[] =>
  calls
    .filter((exchange) => sizeAsked(exchange) > MAX_PAGE_SIZE)
    .map((exchange) =>
      broken(
        say(
          `page-size=${sizeAsked(exchange)}: o máximo é 1000.`,
          `page-size=${sizeAsked(exchange)}: the maximum is 1000.`,
        ),
        [exchange],
      ),
    );

const beyond = ({ calls }: ConsentUse): readonly Finding[] =>
  calls
    .filter((exchange) => errorCodesOf(exchange).includes('PAGE_NOT_FOUND') && sizeAsked(exchange) >= MIN_PAGE_SIZE)
    .map((exchange) =>
      broken(say(`A página ${pageOf(exchange)} não existe.`, `Page ${pageOf(exchange)} does not exist.`), [exchange]),
    );

/** Each answer with a next page must be followed by a request for it, before the same list is begun anew. */
function unfinished({ consentId, calls }: ConsentUse): readonly Finding[] {
  return calls.filter(hasNext).flatMap((exchange) => {
    const later = calls.filter(({ id }) => id > exchange.id);
    const sameList = later.filter(({ method, path }) => method === exchange.method && path === exchange.path);
    const next = pageOf(exchange) + 1;
    const followed = sameList.find((call) => pageOf(call) === next);
    const begunAnew = sameList.find((call) => pageOf(call) === 1);
    if (followed && !(begunAnew && begunAnew.id < followed.id))
      return [kept(say('As páginas foram seguidas.', 'Pages were followed.'), [exchange, followed])];
    if (later.length === 0) return [];
    const text = say(
      `${consentId}: a página ${next} de ${totalPagesOf(exchange)} de ${exchange.path} não foi pedida.`,
      `${consentId}: page ${next} of ${totalPagesOf(exchange)} of ${exchange.path} was not asked for.`,
    );
    return [broken(text, [exchange, ...later.slice(0, 1)])];
  });
}

const totalPagesOf = ({ responseBody }: Exchange): number => Number(fieldOf(responseBody, 'meta', 'totalPages'));

const hasNext = (exchange: Exchange): boolean =>
  exchange.status === 200 &&
  (totalPagesOf(exchange) > pageOf(exchange) || typeof fieldOf(exchange.responseBody, 'links', 'next') === 'string');
