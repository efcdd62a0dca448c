import {
  consentCall,
  consentRequest,
  CONSENT,
  discoveryStatus,
  listing,
  product,
  refusal,
  START,
  used,
  type Written,
} from './exchanges.js';
import { judging, known } from './judging.js';

/** List calls answered 202, so many seconds apart. */
const polls = (...waits: readonly number[]): readonly Written[] =>
  [0, ...waits].map((after) => used({ after, status: 202, durationMs: 0 }));
const account = product('accounts/v2/accounts/acc-1');

judging('RCV-05', {
  keeps: [
    ['waits double', [...polls(1, 2, 4, 8), listing([], { after: 16 })]],
    ['waits double with jitter', polls(1, 1.8, 4.4, 7, 17)],
    ['waits grow to the cap and stay there', polls(1, 2, 4, 8, 16, 30, 30, 30, 30)],
    ['one wait is like the one before', polls(1, 2, 2, 4, 8)],
    ['the list is read once more afterwards', [...polls(1, 2), listing([], { after: 4 }), listing([])]],
    [
      'only the virtual clock moves',
      polls(0, 0, 0).map((poll, place) => ({ ...poll, at: START + [0, 1, 3, 7][place]! * 1_000, wallAt: START })),
    ],
    ['only the real clock moves', polls(1, 2, 4).map((poll) => ({ ...poll, at: START }))],
  ],
  breaks: [
    ['waits are all alike', polls(10, 10), /base 1, jitter 0 %, longest plateau 1/],
    ['waits are all alike, even long ones', polls(30, 30, 30), /longest plateau 0/],
    ['waits shrink', polls(8, 4, 2), /base 0.5/],
    ['one wait falls back', polls(1, 2, 4, 8, 1), /Waits of 1 s, 2 s, 4 s, 8 s, 1 s/],
    ['a plateau lasts', polls(1, 2, 2, 2, 4, 8), /longest plateau 2/],
    [
      'a call overlaps another',
      [...polls(1), used({ status: 202, durationMs: 3_000 })],
      /before the one before was answered/,
    ],
    [
      'asking goes on after the list has come',
      [...polls(1, 2), listing([], { after: 4 }), listing([]), listing([]), listing([])],
      /3 more list calls at the same pace/,
    ],
  ],
  skips: [
    ['there was one wait', polls(1)],
    ['only further pages follow', [...polls(1), listing([], { query: 'page=2' })]],
  ],
});

const overdue = used(refusal(504, 'RETRY_EXCEDIDO'));
judging('RCV-06', {
  keeps: [
    ['Discovery is asked after the 504', [overdue, discoveryStatus, used({ after: 60 })]],
    ['a single failure is tried again later', [used({ status: 500 }), used({ after: 5 })]],
    [
      'failures persist and Discovery is asked',
      [used({ status: 500 }), used({ status: 500, after: 5 }), discoveryStatus],
    ],
  ],
  breaks: [
    ['the list is called again after the 504', [overdue, used({ after: 60 })], /after the 504, without/],
    [
      'failures persist and calls go on',
      [used({ status: 500 }), used({ status: 503, after: 5 }), used({ after: 5 })],
      /two 5xx in a row/,
    ],
    ['it is tried again at once', [used({ status: 500 }), used({ after: 0.1 })], /less than 1 s/],
  ],
  skips: [
    ['nothing follows the failure', [overdue]],
    ['nothing failed', [used()]],
  ],
});

const accepted = used({ status: 202 });
judging('RCV-07', {
  keeps: [['the list is called again', [accepted, used({ after: 2 })]]],
  breaks: [
    ['products are called instead', [accepted, account], /product calls although the list never came/],
    [
      'a new consent is asked for instead',
      [consentRequest({}), accepted, consentRequest({}, {}, 'urn:bank:consent-2')],
      /a new consent was asked for/,
    ],
    ['the list is given up', [accepted], /more than 5 min/, known({ now: START + 400_000 })],
  ],
  skips: [
    ['the next poll may still come', [accepted], known({ now: START + 60_000 })],
    [
      'the customer revoked',
      [accepted, consentCall('DELETE', { status: 204 })],
      {
        ...known({ now: START + 400_000 }),
        marks: [{ consentId: CONSENT, what: 'user-revoked-at-receiver', at: START, wallAt: START }],
      },
    ],
    [
      'another customer gets a consent',
      [
        consentRequest({}),
        accepted,
        consentRequest(
          { loggedUser: { document: { identification: '11144477735', rel: 'CPF' } } },
          {},
          'urn:bank:consent-2',
        ),
      ],
    ],
  ],
});
