import { LIST_PATH, listing, product, refusal, used, type Written } from './exchanges.js';
import { judging } from './judging.js';

/** A page of many. */
const page = (number: number, of: number, written: Written = {}): Written =>
  listing([], {
    query: `page=${number}`,
    responseBody: { meta: { totalRecords: of * 25, totalPages: of } },
    ...written,
  });

judging('RCV-15', {
  keeps: [
    ['every page is followed', [page(1, 3), page(2, 3), page(3, 3)]],
    [
      'the links alone tell of the next',
      [used({ responseBody: { data: [], links: { next: `${LIST_PATH}?page=2` } } }), page(2, 2)],
    ],
  ],
  breaks: [
    ['it stops after page 1', [page(1, 2), product('accounts/v2/accounts/a')], /page 2 of 2 of .* was not asked for/],
    ['the list is begun anew', [page(1, 2), page(1, 2), page(2, 2)], /page 2 of 2/],
    ['more than 1000 are asked for', [used({ query: 'page-size=1001', status: 422 })], /maximum is 1000/],
    ['a page does not exist', [used({ query: 'page=9', ...refusal(422, 'PAGE_NOT_FOUND') })], /Page 9 does not exist/],
  ],
  skips: [
    ['there is one page', [listing(['a ACCOUNT']), used()]],
    ['the next page may still come', [page(1, 2)]],
    [
      'the page was reckoned from a small size',
      [used({ query: 'page=4&page-size=10', ...refusal(422, 'PAGE_NOT_FOUND') })],
    ],
  ],
});

const keyed = (number: number, key: string | undefined, written: Written = {}): Written =>
  product('accounts/v2/accounts', {
    query: `page=${number}${key === undefined ? '' : `&pagination-key=${key}`}`,
    responseBody: { data: [], links: { next: `https://bank.example/x?page=${number + 1}&pagination-key=k1` } },
    ...written,
  });
judging('RCV-16', {
  keeps: [['the key goes along', [keyed(1, undefined), keyed(2, 'k1'), keyed(3, 'k1', { after: 3_000 })]]],
  breaks: [
    ['the key is dropped', [keyed(1, undefined), keyed(2, undefined)], /without the pagination-key/],
    [
      'it is used after 60 minutes',
      [keyed(1, undefined), keyed(2, 'k1', { after: 3_601, responseBody: {} })],
      /after 60 min/,
    ],
  ],
  skips: [['there is no key', [page(1, 2), page(2, 2)]]],
});

judging('RCV-17', {
  keeps: [
    [
      'it leads to no missing page',
      [page(1, 2, { query: 'page-size=10' }), page(2, 2, { query: 'page=2&page-size=10' })],
    ],
  ],
  breaks: [
    [
      'the page was reckoned from the size asked for',
      [used({ query: 'page=4&page-size=10', ...refusal(422, 'PAGE_NOT_FOUND') })],
      /Page 4 was reckoned with 10/,
    ],
  ],
  skips: [['sizes from 25 on are asked for', [page(1, 1, { query: 'page-size=25' })]]],
});

const endpoint = product('accounts/v2/accounts/a/balances');
judging('RCV-27', {
  keeps: [
    [
      'the time is waited',
      [
        { ...endpoint, status: 429, responseHeaders: { 'retry-after': '30' } },
        { ...endpoint, after: 31 },
      ],
    ],
    ['it is not tried again', [{ ...endpoint, status: 429, responseHeaders: { 'retry-after': '30' } }]],
    [
      'a new month begins',
      [
        { ...endpoint, status: 423 },
        { ...endpoint, after: 30 * 86_400 },
      ],
    ],
  ],
  breaks: [
    [
      'it is called before',
      [
        { ...endpoint, status: 429, responseHeaders: { 'retry-after': '30' } },
        { ...endpoint, after: 5 },
      ],
      /Retry-After of 30 s, called again after 5 s/,
    ],
    [
      'it is called in the same month',
      [
        { ...endpoint, status: 423 },
        { ...endpoint, after: 86_400 },
      ],
      /in the same month/,
    ],
  ],
  skips: [['a 429 says nothing', [{ ...endpoint, status: 429 }]]],
});

const times = (count: number, written: Written): readonly Written[] => Array.from({ length: count }, () => written);
judging('RCV-29', {
  keeps: [['calls are few', [endpoint, product('loans/v2/contracts/l/payments')]]],
  breaks: [
    [
      'a month comes near its limit',
      times(8, product('accounts/v2/accounts')),
      /8 calls in the month; the guaranteed minimum is 8/,
    ],
    [
      'payments of a loan are called twice a day',
      times(2, product('loans/v2/contracts/l/payments')),
      /2 times in a day/,
    ],
  ],
  skips: [['nothing succeeded', times(20, product('accounts/v2/accounts', { status: 403 }))]],
});
