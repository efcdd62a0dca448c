import type { Exchange } from '../../src/core/exchange.js';
import { type Instant, parseInstant } from '../../src/core/instant.js';

/** When the journals of these tests begin. */
export const START: Instant = parseInstant('2026-03-02T12:00:00Z')!;
export const LIST_PATH = '/open-banking/resources/v3/resources';

export type Written = Partial<Exchange> & { readonly after?: number };

let ids = 0;

/** An interaction id no other exchange has. */
export const anotherId = (): string => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;

/**
 * A journal from what is remarkable about each exchange; the rest is a well-made list call of one receiver. `after` is
 * the time since the exchange before, in seconds of both clocks.
 */
export function journalOf(...written: readonly Written[]): readonly Exchange[] {
  let now = START;
  return written.map(({ after = 1, ...exchange }, index) => {
    now += after * 1_000;
    return {
      id: index + 1,
      at: now,
      wallAt: now,
      api: 'resources',
      method: 'GET',
      path: LIST_PATH,
      query: '',
      status: 200,
      clientId: 'receiver-1',
      durationMs: 5,
      ...exchange,
      requestHeaders: {
        authorization: 'Bearer [redacted 000000000001]',
        'x-fapi-interaction-id': anotherId(),
        ...exchange.requestHeaders,
      },
      responseHeaders: { 'content-type': 'application/json', ...exchange.responseHeaders },
    };
  });
}

export const CONSENT = 'urn:bank:consent-1';

/** A call with the consent's token. */
export const used = (written: Written = {}): Written => ({ consentId: CONSENT, grant: 'consent', ...written });

/** A list call that shows resources, given as `id TYPE STATUS`; the status is AVAILABLE when it is left out. */
export const listing = (items: readonly string[], written: Written = {}): Written =>
  used({
    ...written,
    responseBody: {
      data: items.map((item) => {
        const [resourceId, type, status = 'AVAILABLE'] = item.split(' ');
        return { resourceId, type, status };
      }),
      links: { self: LIST_PATH },
      meta: { totalRecords: items.length, totalPages: 1 },
      ...(written.responseBody as object | undefined),
    },
  });

/** A product call; the path is what follows `/open-banking/`. */
export const product = (path: string, written: Written = {}): Written =>
  used({ api: path.split('/')[0]!, path: `/open-banking/${path}`, ...written });

/** An error answer with one code. */
export const refusal = (status: number, code: string): Written => ({
  status,
  responseBody: { errors: [{ code, title: code, detail: code }] },
});

const CONSENTS = '/open-banking/consents/v3/consents';

/** A request for a consent, answered 201 unless told otherwise. */
export const consentRequest = (data: object, written: Written = {}, consentId = CONSENT): Written => ({
  api: 'consents',
  method: 'POST',
  path: CONSENTS,
  grant: 'client',
  consentId,
  status: 201,
  requestBody: { data: { loggedUser: { document: { identification: '52998224725', rel: 'CPF' } }, ...data } },
  responseBody: { data: { consentId, status: 'AWAITING_AUTHORISATION' } },
  ...written,
});

/** A call about the consent with the receiver's own token. */
export const consentCall = (method: string, written: Written = {}, rest = ''): Written => ({
  api: 'consents',
  method,
  path: `${CONSENTS}/${CONSENT}${rest}`,
  grant: 'client',
  consentId: CONSENT,
  ...written,
});

export const extension = (written: Written = {}): Written =>
  consentCall(
    'POST',
    {
      grant: 'consent',
      status: 201,
      ...written,
      requestHeaders: {
        'x-fapi-customer-ip-address': '198.51.100.7',
        'x-customer-user-agent': 'receiver/1',
        ...written.requestHeaders,
      },
    },
    '/extends',
  );

export const discoveryStatus: Written = { api: 'discovery', path: '/open-banking/discovery/v2/status' };
export const directory: Written = { api: 'participants', path: '/participants' };
