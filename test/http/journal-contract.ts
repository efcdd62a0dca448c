import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../src/core/exchange.js';
import type { Journal, JournalFilter } from '../../src/http/journal.js';

export const exchange = (at: number, more: Partial<Exchange> = {}): Omit<Exchange, 'id'> => ({
  at,
  wallAt: at,
  api: 'resources',
  method: 'GET',
  path: '/open-banking/resources/v3/resources',
  query: '',
  requestHeaders: {},
  status: 200,
  responseHeaders: {},
  durationMs: 1,
  ...more,
});

const timesIn = async (journal: Journal, filter?: JournalFilter) =>
  (await journal.find(filter)).exchanges.map(({ at }) => at);

/** The promises of `src/http/journal.ts`, held against one adapter. `open` gives an empty journal. */
export function journalContract(name: string, open: (capacity: number) => Promise<Journal>): void {
  describe(`a journal ${name}`, () => {
    test('keeps the newest exchanges in order, with growing ids, and counts what it let go', async () => {
      const journal = await open(3);
      for (const at of [1, 2, 3, 4, 5]) journal.append(exchange(at));
      const { exchanges, dropped } = await journal.find();
      expect([exchanges.map(({ at }) => at), dropped]).toEqual([[3, 4, 5], 2]);
      const ids = exchanges.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => one - other));
      await journal.close();
    });

    test('gives back what was written down, whatever it is', async () => {
      const journal = await open(3);
      const whole = exchange(1, {
        requestBody: { text: 'ação 🐕 \u0000 \ud800', list: [1, null, { deep: true }] },
        responseBody: 'text',
        query: 'page=%00',
        rule: 'RES-062',
      });
      journal.append(whole);
      expect((await journal.find()).exchanges).toEqual([{ id: expect.any(Number), ...whole }]);
      await journal.close();
    });

    test('is empty once cleared, and goes on counting ids', async () => {
      const journal = await open(3);
      for (const at of [1, 2, 3, 4]) journal.append(exchange(at));
      const last = (await journal.find()).exchanges.at(-1)?.id ?? 0;
      await journal.clear();
      expect(await journal.find()).toEqual({ exchanges: [], dropped: 0 });
      for (const at of [5, 6, 7, 8]) journal.append(exchange(at));
      const { exchanges, dropped } = await journal.find();
      expect([exchanges.map(({ at }) => at), dropped]).toEqual([[6, 7, 8], 1]);
      expect(exchanges[0]?.id).toBeGreaterThan(last);
      await journal.close();
    });

    test('finds by consent, API and instant (included), the newest so many', async () => {
      const journal = await open(10);
      journal.append(exchange(1, { consentId: 'a' }));
      journal.append(exchange(2, { consentId: 'b' }));
      journal.append(exchange(3, { consentId: 'a', api: 'unknown' }));
      expect(await timesIn(journal, { consentId: 'a' })).toEqual([1, 3]);
      expect(await timesIn(journal, { api: 'resources' })).toEqual([1, 2]);
      expect(await timesIn(journal, { since: 2 })).toEqual([2, 3]);
      expect(await timesIn(journal, { limit: 2 })).toEqual([2, 3]);
      expect(await timesIn(journal, { limit: 0 })).toEqual([]);
      expect(await timesIn(journal, { consentId: 'a', limit: 1 })).toEqual([3]);
      await journal.close();
    });

    test('is read in pages, each after the last of the one before', async () => {
      const journal = await open(10);
      for (const at of [1, 2, 3, 4, 5]) journal.append(exchange(at, { consentId: at === 2 ? 'b' : 'a' }));
      const pages: number[][] = [];
      for (let after = 0; ; ) {
        const page = await journal.page(after, 2, { consentId: 'a' });
        if (page.length === 0) break;
        pages.push(page.map(({ at }) => at));
        after = page.at(-1)?.id ?? after;
      }
      expect(pages).toEqual([
        [1, 3],
        [4, 5],
      ]);
      await journal.close();
    });

    test('tells followers of each exchange until they stop, and of its end', async () => {
      const journal = await open(2);
      const [stopped, seen]: [number[], number[]] = [[], []];
      const [stop, first] = following(journal, stopped);
      journal.append(exchange(1));
      await first;
      stop();
      const [, second] = following(journal, seen);
      journal.append(exchange(2));
      await second;
      await journal.close();
      expect([seen, stopped]).toEqual([[2, 0], [1]]);
    });
  });
}

/** Notes what it is told, 0 for the end; what stops it, and when it was told for the first time. */
function following(journal: Journal, told: number[]): [stop: () => void, first: Promise<void>] {
  let stop = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    stop = journal.follow(
      ({ at }) => {
        told.push(at);
        resolve();
      },
      () => told.push(0),
    );
  });
  return [() => stop(), first];
}
