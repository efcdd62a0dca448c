import { listing, product, refusal, used, type Written } from './exchanges.js';
import { judging } from './judging.js';

const account = (id: string, written: Written = {}) => product(`accounts/v2/accounts/${id}`, written);

judging('RCV-08', {
  keeps: [['only the others are called', [listing(['a ACCOUNT', 'b ACCOUNT UNAVAILABLE']), account('a')]]],
  breaks: [['it is called', [listing(['b ACCOUNT UNAVAILABLE']), account('b')], /b was called after it was listed/]],
  skips: [
    ['it came back before', [listing(['f FUND UNAVAILABLE']), listing(['f FUND']), product('funds/v1/investments/f')]],
    ['nothing is called after', [account('b'), listing(['b ACCOUNT UNAVAILABLE'])]],
  ],
});

judging('RCV-09', {
  keeps: [['what waits is left alone', [listing(['a ACCOUNT', 'b ACCOUNT PENDING_AUTHORISATION']), account('a')]]],
  breaks: [
    ['a pending one is called', [listing(['b ACCOUNT PENDING_AUTHORISATION']), account('b')], /PENDING_AUTHORISATION/],
    [
      'a blocked one is called',
      [listing(['b ACCOUNT TEMPORARILY_UNAVAILABLE']), account('b')],
      /TEMPORARILY_UNAVAILABLE/,
    ],
  ],
  skips: [['none waits', [listing(['a ACCOUNT']), account('a')]]],
});

const refused = account('a', refusal(403, 'STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE'));
judging('RCV-10', {
  keeps: [['the list comes before the next call', [refused, used(), account('a')]]],
  breaks: [['the resource is called again first', [refused, account('b'), account('a'), used()], /a was called again/]],
  skips: [['nothing follows', [refused]]],
});

const accounts = (total: number, written: Written = {}): Written =>
  product('accounts/v2/accounts', {
    responseBody: { data: [], links: {}, meta: { totalRecords: total, totalPages: 1 } },
    ...written,
  });
judging('RCV-11', {
  keeps: [['the list comes before the next call', [accounts(2), accounts(0), used(), accounts(0)]]],
  breaks: [['the product is called again first', [accounts(2), accounts(0), account('a')], /accounts shrank/]],
  skips: [
    ['it did not shrink', [accounts(1), accounts(2), account('a')]],
    ['a filter made it smaller', [accounts(2), accounts(0, { query: 'accountType=CONTA_POUPANCA' }), account('a')]],
  ],
});

judging('RCV-13', {
  keeps: [['they are', [listing(['l LOAN']), product('loans/v2/contracts')]]],
  breaks: [
    ['the type is not in it', [listing(['l LOAN']), product('funds/v1/investments')], /funds was called although/],
  ],
  skips: [['no list came before', [product('loans/v2/contracts'), listing([])]]],
});

judging('RCV-30', {
  keeps: [
    ['the account was listed', [listing(['a ACCOUNT']), account('a')]],
    [
      'the list of accounts gave it',
      [accounts(1, { responseBody: { data: [{ accountId: 'a' }] } }), account('a', refusal(403, 'RESOURCE_FORBIDDEN'))],
    ],
    [
      'a purged one was listed once',
      [listing(['a ACCOUNT UNAVAILABLE']), account('a', refusal(403, 'RESOURCE_FORBIDDEN'))],
    ],
  ],
  breaks: [
    [
      'it never was',
      [listing(['a ACCOUNT']), account('z', refusal(403, 'RESOURCE_FORBIDDEN'))],
      /z was called, and this consent never/,
    ],
  ],
  skips: [['only grouped products are called', [product('loans/v2/contracts/x', refusal(403, 'RESOURCE_FORBIDDEN'))]]],
});

const odd = listing([], {
  responseBody: { data: [{ resourceId: 'a', type: 'ACCOUNT', status: 'TEMPORARY_UNAVAILABLE' }] },
});
judging('RCV-31', {
  keeps: [['the receiver goes on', [odd, account('b')]]],
  breaks: [['it asks again and again', [odd, used(), used()], /repeated in a loop/]],
  skips: [
    ['nothing follows', [odd]],
    ['the list is usual', [listing(['a ACCOUNT']), used(), used()]],
  ],
});

judging('RCV-32', {
  keeps: [['no call carries it', [used()]]],
  breaks: [['one does', [used(), used({ requestHeaders: { 'x-v': '3.0.0' } })], /1 of 2 calls/]],
});
