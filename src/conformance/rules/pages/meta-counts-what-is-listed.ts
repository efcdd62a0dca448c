import type { Exchange } from '../../../core/exchange.js';
import { fieldOf, listedIn } from '../../reading.js';
import { broken, type Finding, kept, say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { isSecondsInstant, judgeEach, saw } from '../../transmitter/judging.js';
import { isList } from '../../transmitter/lists.js';
import { pageOf } from '../../transmitter/pages.js';

export default {
  id: 'RES-077',
  judges: 'transmitter',
  level: 'MUST',
  area: 'pages',
  title: say(
    'O meta do 200 traz totalRecords, totalPages e requestDateTime, pelo tamanho de página aplicado.',
    'The meta of a 200 has totalRecords, totalPages and requestDateTime, by the page size applied.',
  ),
  source: 'Resources 3.1.0, meta schema; Portal, Paginação; Functional suite, meta check',
  needs: say('uma lista', 'a list'),
  check: (journal) => [...judgeEach(journal.filter(isList), complaint), ...judgeWalks(journal)],
} satisfies TransmitterRule;

function complaint(exchange: Exchange) {
  const meta = fieldOf(exchange.responseBody, 'meta');
  const { total, size, items, hasNext, page } = pageOf(exchange);
  const [records, pages] = [fieldOf(meta, 'totalRecords'), fieldOf(meta, 'totalPages')];
  if (!Number.isInteger(records) || !Number.isInteger(pages))
    return saw(exchange, 'meta.totalRecords, meta.totalPages');
  if (!isSecondsInstant(fieldOf(meta, 'requestDateTime')))
    return saw(exchange, 'meta.requestDateTime AAAA-MM-DDTHH:MM:SSZ');
  // Of an empty list, RES-028.
  if (total === 0 || (items === 0 && total === 0)) return undefined;
  if (pages !== Math.ceil(total / size)) return saw(exchange, `meta.totalPages: ${Math.ceil(total / size)}`);
  if (page === 1 && !hasNext && items !== total) return saw(exchange, `meta.totalRecords: ${items}`);
  const ids = listedIn(exchange).map(({ resourceId }) => resourceId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? undefined : say(`${twice} vem duas vezes.`, `${twice} comes twice.`);
}

/** Pages followed from the first to the last hold each record once. */
function judgeWalks(journal: readonly Exchange[]): readonly Finding[] {
  return journal.filter(isList).flatMap((last, index, lists): readonly Finding[] => {
    const { page, hasNext, total, size } = pageOf(last);
    if (page < 2 || hasNext) return [];
    const walk = lists
      .slice(0, index + 1)
      .filter((one) => one.consentId === last.consentId && pageOf(one).size === size)
      .slice(-page);
    if (walk.some((one, place) => pageOf(one).page !== place + 1)) return [];
    const ids = new Set(walk.flatMap(listedIn).map(({ resourceId }) => resourceId));
    const text = `${ids.size} / ${total}`;
    return [
      ids.size === total
        ? kept(say('As páginas somam o total.', 'The pages add up to the total.'), walk)
        : broken(say(`As páginas trazem ${text} registros.`, `The pages bring ${text} records.`), walk),
    ];
  });
}
