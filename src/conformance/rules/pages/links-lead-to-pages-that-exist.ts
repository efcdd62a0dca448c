import type { Exchange } from '../../../core/exchange.js';
import { fieldOf } from '../../reading.js';
import { say } from '../../rule.js';
import type { TransmitterRule } from '../../transmitter/facts.js';
import { judgeEach } from '../../transmitter/judging.js';
import { isList } from '../../transmitter/lists.js';
import { pageOf } from '../../transmitter/pages.js';

export default {
  id: 'RES-076',
  judges: 'transmitter',
  level: 'MUST',
  area: 'pages',
  title: say(
    'links traz self sempre, e first, prev, next e last só quando levam a outra página que existe.',
    'links always has self, and first, prev, next and last only where they lead to another page that exists.',
  ),
  source: 'Resources 3.1.0, Links schema; Portal, Paginação',
  needs: say('uma lista', 'a list'),
  check: (journal) => judgeEach(journal.filter(isList), complaint),
} satisfies TransmitterRule;

const PATH = '/open-banking/resources/v3/resources';
const LONGEST = 2000;

function complaint(exchange: Exchange) {
  const links = Object.entries(fieldOf(exchange.responseBody, 'links') ?? {}).map(
    ([name, link]) => [name, String(link)] as const,
  );
  const names = links.map(([name]) => name);
  const astray = links.find(([, link]) => !leadsHere(link) || link.length > LONGEST);
  if (astray) return say(`O link ${astray[0]} leva a ${astray[1]}.`, `The link ${astray[0]} leads to ${astray[1]}.`);
  const { page, pages, self } = pageOf(exchange);
  if (self === undefined || !/[?&]page-size=\d+/.test(self))
    return say('links.self não diz o page-size aplicado.', 'links.self does not tell the page-size applied.');
  const missing = wanted(page, pages).find((name) => !names.includes(name));
  if (missing !== undefined) return say(`Falta o link ${missing}.`, `The link ${missing} is missing.`);
  const surplus = [...(page <= 1 ? ['prev'] : []), ...(page >= pages ? ['next'] : [])].find((name) =>
    names.includes(name),
  );
  return surplus === undefined ? undefined : say(`O link ${surplus} sobra.`, `The link ${surplus} is one too many.`);
}

const leadsHere = (link: string): boolean => URL.canParse(link) && new URL(link).pathname.startsWith(PATH);

const wanted = (page: number, pages: number): readonly string[] => [
  ...(page > 1 ? ['first', 'prev'] : []),
  ...(page < pages ? ['next', 'last'] : []),
];
