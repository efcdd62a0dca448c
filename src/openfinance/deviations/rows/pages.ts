import { codeOf, itemsOf, partOf, recode, restatus, withItems, withPart } from '../bends.js';
import type { Answer, Deviation } from '../deviation.js';

const LIST = { api: 'resources', method: 'GET' } as const;
type Json = Readonly<Record<string, unknown>>;

/** Bends `links` or `meta` of a list. */
const part =
  (name: 'links' | 'meta', bend: (part: Json, answer: Answer) => Json): NonNullable<Deviation['answer']> =>
  (answer) => {
    const items = itemsOf(answer);
    // An empty list has rules of its own.
    if (!items || items.length === 0) return answer;
    const before = partOf(answer, name);
    const after = bend(before, answer);
    return after === before ? answer : withPart(answer, name, after);
  };

const textIn = (links: Json, name: string): string => (typeof links[name] === 'string' ? links[name] : '');
const otherPage = (link: string, by: number): string =>
  link.replace(/([?&]page=)(\d+)/, (_all, name: string, page: string) => `${name}${Math.max(1, Number(page) + by)}`);
const isTooLarge = (answer: Answer): boolean => answer.status === 422 && codeOf(answer) !== 'PAGE_NOT_FOUND';
const isBeyond = (answer: Answer): boolean => answer.status === 422 && codeOf(answer) === 'PAGE_NOT_FOUND';

/** Pages, links and meta. */
export const PAGES: readonly Deviation[] = [
  {
    id: 'small-page-size-obeyed',
    breaks: ['RES-071'],
    about: { pt: 'page-size abaixo de 25 é aplicado como veio.', en: 'A page-size under 25 is applied as it came.' },
    scope: LIST,
    answer: (answer, { query }) => {
      const size = Number(query.get('page-size') ?? 25);
      const items = itemsOf(answer);
      if (!items || size < 1 || size >= 25 || items.length <= size) return answer;
      const links = Object.entries(partOf(answer, 'links')).map(([name, link]) => [
        name,
        String(link).replace('page-size=25', `page-size=${size}`),
      ]);
      const meta = partOf(answer, 'meta');
      const totalPages = Math.ceil(Number(meta['totalRecords']) / size);
      const cut = withPart(answer, 'data', items.slice(0, size));
      return withPart(withPart(cut, 'links', Object.fromEntries(links)), 'meta', { ...meta, totalPages });
    },
  },
  {
    id: 'huge-page-size-served',
    breaks: ['RES-072', 'RES-106'],
    about: { pt: 'page-size acima de 1000 é atendido.', en: 'A page-size above 1000 is served.' },
    scope: LIST,
    request: (req) => {
      const url = req.url.replace(/(page-size=)(\d+)/, (all, name: string, size: string) =>
        Number(size) > 1000 ? `${name}1000` : all,
      );
      if (url === req.url) return false;
      req.url = url;
      return true;
    },
  },
  {
    id: 'huge-page-size-400',
    breaks: ['RES-072', 'RES-106'],
    about: { pt: 'page-size acima de 1000 recebe 400.', en: 'A page-size above 1000 gets 400.' },
    scope: LIST,
    answer: restatus(isTooLarge, 400),
  },
  {
    id: 'page-beyond-end-empty',
    breaks: ['RES-074', 'RES-076', 'RES-106'],
    about: { pt: 'Página além da última vem vazia, com 200.', en: 'A page beyond the last comes empty, with 200.' },
    scope: LIST,
    answer: (answer, { path }) =>
      isBeyond(answer)
        ? {
            status: 200,
            headers: { ...answer.headers, 'content-type': 'application/json' },
            body: {
              data: [],
              links: { self: `http://localhost${path}?page=1&page-size=25` },
              meta: {
                totalRecords: 0,
                totalPages: 0,
                requestDateTime: String(partOf(answer, 'meta')['requestDateTime']),
              },
            },
          }
        : answer,
  },
  {
    id: 'page-beyond-end-other-code',
    breaks: ['RES-074'],
    about: { pt: 'Página além da última recebe outro código.', en: 'A page beyond the last gets another code.' },
    scope: LIST,
    answer: recode('PAGE_NOT_FOUND', () => 'PAGINA_INVALIDA'),
  },
  {
    id: 'default-page-of-fifty',
    breaks: ['RES-070'],
    about: { pt: 'Sem page-size, a página tem 50 itens.', en: 'Without page-size, a page has 50 items.' },
    scope: LIST,
    request: (req) => {
      if (/[?&]page-size=/.test(req.url)) return false;
      req.url += `${req.url.includes('?') ? '&' : '?'}page-size=50`;
      return true;
    },
  },
  {
    id: 'malformed-page-served',
    breaks: ['RES-075'],
    about: { pt: 'page que não é número é ignorado.', en: 'A page that is no number is ignored.' },
    scope: LIST,
    request: (req) => {
      const url = req.url.replace(/page=(?!\d+(?:&|$))[^&]*/, 'page=1');
      if (url === req.url) return false;
      req.url = url;
      return true;
    },
  },
  {
    id: 'next-on-last-page',
    breaks: ['RES-076'],
    about: { pt: 'A última página traz next.', en: 'The last page has a next.' },
    scope: LIST,
    answer: part('links', (links) =>
      links['next'] === undefined ? { ...links, next: otherPage(textIn(links, 'self'), 1) } : links,
    ),
  },
  {
    id: 'prev-on-first-page',
    breaks: ['RES-076'],
    about: { pt: 'A primeira página traz prev.', en: 'The first page has a prev.' },
    scope: LIST,
    answer: part('links', (links) => (links['prev'] === undefined ? { ...links, prev: links['self'] } : links)),
  },
  {
    id: 'self-without-page-size',
    breaks: ['RES-076'],
    about: { pt: 'links.self não diz o page-size aplicado.', en: 'links.self does not tell the page-size applied.' },
    scope: LIST,
    answer: part('links', (links) => ({ ...links, self: textIn(links, 'self').replace(/&page-size=\d+/, '') })),
  },
  {
    id: 'links-elsewhere',
    breaks: ['RES-076'],
    about: { pt: 'Os links levam à versão 2 da API.', en: 'The links lead to version 2 of the API.' },
    scope: LIST,
    answer: part('links', (links) =>
      Object.fromEntries(
        Object.entries(links).map(([name, link]) => [
          name,
          name === 'self' ? link : String(link).replace('/resources/v3/', '/resources/v2/'),
        ]),
      ),
    ),
  },
  {
    id: 'self-not-callable',
    breaks: ['RES-078'],
    about: { pt: 'O endereço em links.self responde 404.', en: 'The address in links.self answers 404.' },
    scope: LIST,
    answer: part('links', (links) => ({
      ...links,
      self: textIn(links, 'self').replace('/v3/resources?', '/v3/resources/?'),
    })),
  },
  {
    id: 'total-records-off',
    breaks: ['RES-077'],
    about: { pt: 'totalRecords conta um a mais.', en: 'totalRecords counts one too many.' },
    scope: LIST,
    answer: part('meta', (meta) =>
      Number(meta['totalRecords']) > 0 ? { ...meta, totalRecords: Number(meta['totalRecords']) + 1 } : meta,
    ),
  },
  {
    id: 'total-pages-off',
    breaks: ['RES-077'],
    about: { pt: 'totalPages conta uma a mais.', en: 'totalPages counts one too many.' },
    scope: LIST,
    answer: part('meta', (meta) =>
      Number(meta['totalPages']) > 0 ? { ...meta, totalPages: Number(meta['totalPages']) + 1 } : meta,
    ),
  },
  {
    id: 'request-instant-with-fraction',
    breaks: ['RES-077'],
    about: { pt: 'requestDateTime traz frações de segundo.', en: 'requestDateTime has fractions of a second.' },
    scope: LIST,
    answer: part('meta', (meta) => ({
      ...meta,
      requestDateTime: String(meta['requestDateTime']).replace(/Z$/, '.000Z'),
    })),
  },
  {
    id: 'page-repeats-item',
    breaks: ['RES-077'],
    about: {
      pt: 'A página repete um item e deixa outro de fora.',
      en: 'A page repeats an item and leaves another out.',
    },
    scope: LIST,
    answer: (answer) => {
      const items = itemsOf(answer);
      const [first] = items ?? [];
      const isPaged = partOf(answer, 'links')['next'] !== undefined;
      return items && first && isPaged ? withPart(answer, 'data', [...items.slice(0, -1), first]) : answer;
    },
  },
  {
    id: 'page-skips-item',
    breaks: ['RES-071', 'RES-077'],
    about: {
      pt: 'Há itens que não vêm em página nenhuma.',
      en: 'There are items that come on no page.',
    },
    scope: LIST,
    answer: (answer) => {
      const items = itemsOf(answer);
      return items && partOf(answer, 'links')['next'] !== undefined ? withPart(answer, 'data', items.slice(1)) : answer;
    },
  },
  {
    id: 'empty-list-404',
    breaks: ['RES-028'],
    about: { pt: 'Lista vazia vira 404.', en: 'An empty list becomes a 404.' },
    scope: LIST,
    answer: (answer) =>
      itemsOf(answer)?.length === 0
        ? {
            ...answer,
            status: 404,
            headers: { ...answer.headers, 'content-type': 'application/json; charset=utf-8' },
            body: { errors: [{ code: 'SEM_RECURSOS', title: 'Sem recursos.', detail: 'Sem recursos.' }] },
          }
        : answer,
  },
  {
    id: 'empty-list-of-one-page',
    breaks: ['RES-028'],
    about: { pt: 'Lista vazia conta uma página.', en: 'An empty list counts one page.' },
    scope: LIST,
    answer: (answer) => {
      const items = itemsOf(answer);
      if (items?.length !== 0) return answer;
      return withPart(withItems(answer, items), 'meta', { ...partOf(answer, 'meta'), totalPages: 1 });
    },
  },
];
