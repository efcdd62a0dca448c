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
