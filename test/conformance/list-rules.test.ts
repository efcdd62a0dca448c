import { directory, listing, product, used } from './exchanges.js';
import { judging, known } from './judging.js';

const DAY = 86_400;
const account = product('accounts/v2/accounts/acc-1');

judging('RCV-01', {
  keeps: [['every call has a UUID, Discovery needing none', [used(), { path: '/open-banking/discovery/v2/status' }]]],
  breaks: [
    ['one is missing', [used(), used({ requestHeaders: { 'x-fapi-interaction-id': undefined! } })], /1 came without/],
    ['one is no UUID', [used({ requestHeaders: { 'x-fapi-interaction-id': '42' } })], /1 with one that is no UUID/],
  ],
  skips: [['only the directory was called', [directory]]],
});

const sameId = { requestHeaders: { 'x-fapi-interaction-id': '00000000-0000-4000-8000-00000000ffff' } };
judging('RCV-02', {
  keeps: [
    ['every id is another', [used(), used()]],
    ['an id returns to retry what failed', [used({ ...sameId, status: 503 }), used(sameId)]],
  ],
  breaks: [
    ['an id serves two requests', [used(sameId), used({ ...sameId, query: 'page=2' })], /only 1 differ/],
    ['an id returns after an answer', [used({ ...sameId, status: 202 }), used(sameId)], /only 1 differ/],
  ],
  skips: [['there was one call', [used()]]],
});

judging('RCV-03', {
  keeps: [['the list is called too', [account, used()]]],
  breaks: [['products are called and the list never', [account, account], /2 product calls, none to Resources/]],
  skips: [
    ['no product was called', [used()]],
    ['the journal lost its beginning', [account], { dropped: 1 }],
  ],
});

judging('RCV-04', {
  keeps: [['the list comes at once, and first', [listing(['acc-1 ACCOUNT']), account], known()]],
  breaks: [
    ['a product comes before it', [account, listing(['acc-1 ACCOUNT'])], /1 product calls before the first list/],
    ['a product comes while it answers 202', [used({ status: 202 }), account], /before the first list/],
    ['it comes 10 minutes late', [listing([], { after: 600 })], /first list 10 min after/, known()],
    [
      'it has not come after 10 minutes',
      [product('customers/v2/personal/identifications')],
      /authorised 10 min ago/,
      known({ now: Date.parse('2026-03-02T12:10:00Z') }),
    ],
  ],
  skips: [
    ['nothing is known of the consent', [listing([])]],
    ['the journal lost its beginning', [account], { ...known(), dropped: 5 }],
  ],
});

judging('RCV-12', {
  keeps: [
    [
      'a list precedes each day of use',
      [listing(['acc-1 ACCOUNT']), listing(['acc-1 ACCOUNT'], { after: 2 * DAY }), account],
    ],
    [
      'what appears is looked up',
      [listing(['l-1 LOAN']), listing(['l-1 LOAN', 'l-2 LOAN']), product('loans/v2/contracts/l-2')],
    ],
    [
      'what appears is looked up in the list of its product',
      [listing(['l-1 LOAN']), listing(['l-1 LOAN', 'l-2 LOAN']), product('loans/v2/contracts')],
    ],
  ],
  breaks: [
    [
      'a product is called two days after the last list',
      [listing(['acc-1 ACCOUNT']), product('accounts/v2/accounts/acc-1', { after: 2 * DAY + 1 })],
      /Product called 2 d after/,
    ],
    [
      'what appears is passed over',
      [listing(['l-1 LOAN']), listing(['l-1 LOAN', 'l-2 LOAN']), product('loans/v2/contracts/l-1')],
      /new l-2 was never looked up/,
    ],
  ],
  skips: [
    ['all happens within a day', [listing(['acc-1 ACCOUNT']), account]],
    [
      'a page 2 shows more',
      [listing(['l-1 LOAN']), listing(['l-2 LOAN'], { query: 'page=2' }), product('loans/v2/contracts/l-1')],
    ],
  ],
});

judging('RCV-14', {
  keeps: [
    ['the directory is read now and then', [directory, { ...directory, after: 1_000 }]],
    [
      'it is read when a family appears',
      [listing(['l-1 LOAN']), listing(['l-1 LOAN', 'f-1 FUND']), directory, product('funds/v1/investments')],
    ],
  ],
  breaks: [
    ['it is read four times in 15 minutes', [directory, directory, directory, directory], /More than 3 reads/],
    [
      'a family appears and is called at once',
      [directory, listing(['l-1 LOAN']), listing(['l-1 LOAN', 'f-1 FUND']), product('funds/v1/investments')],
      /FUND appeared, and funds was called/,
    ],
  ],
  skips: [
    [
      'a family on page 2 is no new one',
      [listing(['l-1 LOAN']), listing(['f-1 FUND'], { query: 'page=2' }), product('funds/v1/investments')],
    ],
  ],
});
