import { CONSENT, consentCall, consentRequest, extension, listing, refusal, START, used } from './exchanges.js';
import { judging, known } from './judging.js';

const ACCOUNTS = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'];
const asking = (permissions: readonly string[]) => consentRequest({ permissions });

judging('RCV-22', {
  keeps: [['groups are complete', [asking(ACCOUNTS)]]],
  breaks: [
    ['a group is not', [asking(['ACCOUNTS_READ', 'RESOURCES_READ'])], /Incomplete groups: ACCOUNTS_READ/],
    [
      'bills come without their transactions',
      [asking([...ACCOUNTS, 'CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_BILLS_READ'])],
      /BILLS_READ/,
    ],
    ['RESOURCES_READ is missing', [asking(ACCOUNTS.slice(0, 2))], /RESOURCES_READ is missing/],
    ['one does not exist', [asking([...ACCOUNTS, 'EVERYTHING_READ'])], /do not exist: EVERYTHING_READ/],
    ['one is repeated', [asking([...ACCOUNTS, 'ACCOUNTS_READ'])], /repeated: ACCOUNTS_READ/],
    [
      'persons of both kinds are asked about',
      [asking([...ACCOUNTS, 'CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ', 'CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ'])],
      /natural and of a legal person/,
    ],
  ],
  skips: [['the body has no permissions', [consentRequest({}, { requestBody: 'text' })]]],
});

const until = (expirationDateTime: unknown) => consentRequest({ permissions: ACCOUNTS, expirationDateTime });
judging('RCV-23', {
  keeps: [
    ['it is left out', [asking(ACCOUNTS)]],
    ['it is a year ahead', [until('2027-03-02T12:00:00Z')]],
  ],
  breaks: [
    ['the dummy date is sent', [until('2300-01-01T00:00:00Z')], /dummy date/],
    ['it is past', [until('2026-03-02T11:00:00Z')], /already past/],
    ['it is more than a year ahead', [until('2027-03-05T12:00:00Z')], /more than a year/],
    ['it is no instant', [until('soon')], /not an instant/],
  ],
});

const failed = { consentId: CONSENT, what: 'redirect-failed', at: START + 1_000, wallAt: START + 1_500 } as const;
const told = (authorisedAt?: number) => ({
  consents: [
    {
      consentId: CONSENT,
      clientId: 'receiver-1',
      createdAt: START,
      now: START,
      ...(authorisedAt !== undefined && { authorisedAt }),
    },
  ],
  marks: [failed],
});
judging('RCV-24', {
  keeps: [['the pending one is authorised after all', [asking(ACCOUNTS)], told(START + 60_000)]],
  breaks: [
    [
      'a new one is asked for',
      [asking(ACCOUNTS), consentRequest({ permissions: ACCOUNTS }, { after: 60 }, 'urn:bank:consent-2')],
      /a new consent was asked for/,
      told(),
    ],
  ],
  skips: [
    ['nobody told of a failure', [asking(ACCOUNTS), asking(ACCOUNTS)], known()],
    ['nothing follows', [asking(ACCOUNTS)], told()],
    [
      'the 60 minutes are over',
      [asking(ACCOUNTS), consentRequest({ permissions: ACCOUNTS }, { after: 3_700 }, 'urn:bank:consent-2')],
      told(),
    ],
    [
      'the customer wanted another',
      [asking(ACCOUNTS), consentRequest({ permissions: ACCOUNTS }, { after: 60 }, 'urn:bank:consent-2')],
      { ...told(), marks: [failed, { ...failed, what: 'new-consent-wanted' }] },
    ],
  ],
});

judging('RCV-25', {
  keeps: [['headers are there', [extension()]]],
  breaks: [
    [
      'the agent is missing',
      [extension({ requestHeaders: { 'x-customer-user-agent': undefined! } })],
      /without x-customer-user-agent/,
    ],
    [
      'it is repeated after DEPENDE_MULTIPLA_ALCADA',
      [extension(refusal(422, 'DEPENDE_MULTIPLA_ALCADA')), extension()],
      /repeated after DEPENDE/,
    ],
    [
      'it is repeated after ESTADO_CONSENTIMENTO_INVALIDO',
      [extension(refusal(422, 'ESTADO_CONSENTIMENTO_INVALIDO')), extension()],
      /after ESTADO/,
    ],
  ],
  skips: [['nothing was extended', [used()]]],
});

const revoked = {
  marks: [{ consentId: CONSENT, what: 'user-revoked-at-receiver', at: START, wallAt: START }],
} as const;
judging('RCV-26', {
  keeps: [['the consent is deleted', [consentCall('DELETE', { status: 204 })], revoked]],
  breaks: [['it is not', [used()], /revoked at the receiver, and no DELETE/, revoked]],
  skips: [['nobody told of a revocation', [used()]]],
});

judging('RCV-18', {
  keeps: [
    [
      'a token does not come back after the 401',
      [used({ status: 401 }), used({ requestHeaders: { authorization: 'Bearer [redacted 2]' } })],
    ],
    ['a deleted consent is not used', [used(), consentCall('DELETE', { status: 204 })]],
  ],
  breaks: [
    [
      'a token comes back after the 401',
      [used({ status: 401 }), used({ status: 401 })],
      /1 more calls with the same token/,
    ],
    [
      'a deleted consent is used',
      [consentCall('DELETE', { status: 204 }), used({ status: 401 })],
      /1 calls after the consent had ended/,
    ],
    [
      'a consent seen REJECTED is used',
      [
        consentCall('GET', { responseBody: { data: { consentId: CONSENT, status: 'REJECTED' } } }),
        used({ status: 401 }),
      ],
      /after the consent had ended/,
    ],
  ],
  skips: [['all is well', [listing([])]]],
});
