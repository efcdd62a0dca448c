import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventsIn } from '../../src/console/event-stream.js';
import { DAY, distanceText, durationFrom, momentText, spanText } from '../../src/console/instants.js';
import { linesOf } from '../../src/console/parts/json-lines.js';
import { linkTo, readRoute, SCREENS } from '../../src/console/route.js';
import { instantAt, placeOf, stacked, stretchOf } from '../../src/console/timeline.js';
import { windowOf } from '../../src/console/windowing.js';

describe('a link', () => {
  test('reproduces the view it was made for', () => {
    const text = fc.string({ minLength: 1 });
    const query = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text, { noNullPrototype: true });
    fc.assert(
      fc.property(fc.constantFrom(...SCREENS), fc.option(text, { nil: undefined }), query, (screen, id, asked) => {
        const { pathname, search } = new URL(linkTo(screen, id, asked), 'http://localhost');
        // A path of dots alone means a folder to any browser.
        fc.pre(id === undefined || !/^\.{1,2}$/.test(id));
        expect(readRoute(pathname, search)).toEqual({ screen, ...(id !== undefined && { id }), query: asked });
      }),
    );
  });

  test.each(['/console', '/console/', '/console/nothing', '/elsewhere'])(
    'to nothing known is the world: %s',
    (path) => {
      expect(readRoute(path, '').screen).toBe('world');
    },
  );

  test('that is badly encoded stands for itself', () => {
    expect(readRoute('/console/resources/%zz', '').id).toBe('%zz');
  });
});

describe('a stream of events', () => {
  test('says the same however it is cut into pieces', async () => {
    const whole = ': hello\n\nid: 1\nevent: change\ndata: {}\n\ndata: a\ndata: b\n\n';
    const read = async (pieces: readonly string[]): Promise<object[]> => {
      const found: object[] = [];
      async function* source(): AsyncGenerator<string> {
        yield* pieces;
      }
      for await (const event of eventsIn(source())) found.push(event);
      return found;
    };
    const expected = [
      { event: 'change', data: '{}' },
      { event: 'message', data: 'a\nb' },
    ];
    for (let cut = 0; cut <= whole.length; cut++)
      expect(await read([whole.slice(0, cut), whole.slice(cut)])).toEqual(expected);
  });
});

describe('times in words', () => {
  test.each([
    ['2026-03-17T12:00:00Z', 'em 15 dias', 'in 15 days'],
    ['2026-03-02T12:00:00Z', 'agora', 'now'],
    ['2026-03-02T11:58:00Z', 'há 2 minutos', '2 minutes ago'],
    ['2026-03-03T12:00:00Z', 'em 1 dia', 'in 1 day'],
    ['2026-06-17T12:00:00Z', 'em 107 dias', 'in 107 days'],
    ['2027-09-02T12:00:00Z', 'em 18 meses', 'in 18 months'],
    ['2023-03-02T12:00:00Z', 'há 3 anos', '3 years ago'],
  ])('%s seen from March 2nd', (at, pt, en) => {
    const from = '2026-03-02T12:00:00Z';
    expect([distanceText(at, from, 'pt'), distanceText(at, from, 'en')]).toEqual([pt, en]);
  });

  test('are those of São Paulo', () => {
    expect(momentText('2026-03-02T02:30:00Z', 'pt')).toBe('01/03/2026, 23:30:00');
  });

  test.each([
    ['15d', 'P15D'],
    ['10 min', 'PT10M'],
    ['3m', 'P3M'],
    ['1a', 'P1Y'],
    ['pt5m', 'PT5M'],
    ['soon', 'SOON'],
  ])('a duration may be written short: %s', (text, iso) => {
    expect(durationFrom(text)).toBe(iso);
  });

  test('spans use the unit that fits', () => {
    expect([850, 1_500, 600_000, 3 * DAY].map((span) => spanText(span, 'en'))).toEqual([
      '850 ms',
      '1.5 s',
      '10 min',
      '3 d',
    ]);
  });
});

describe('a long list', () => {
  test('puts on the page what is in view, and leaves room for the rest', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(1_000_000), fc.integer({ min: 1, max: 2_000 }), (count, top, height) => {
        const { first, last, above, below } = windowOf(count, 40, top, height);
        expect(above + (last - first) * 40 + below).toBe(count * 40);
        expect(last - first).toBeLessThanOrEqual(height / 40 + 2 + 16);
        const inView = Math.min(count - 1, Math.floor(top / 40));
        if (count > 0 && top < count * 40) expect(first <= inView && inView < last).toBe(true);
      }),
    );
  });
});

describe('the time line', () => {
  const now = Date.parse('2026-03-02T12:00:00Z');

  test('shows everything there is, with room at both ends', () => {
    const { from, to } = stretchOf('all', now, [now - DAY, now + 9 * DAY]);
    expect(from).toBeLessThan(now - DAY);
    expect(to).toBeGreaterThan(now + 9 * DAY);
  });

  test('shows as much on either side of the instant as its scale says', () => {
    expect(stretchOf('day', now, [now - 99 * DAY])).toEqual({ from: now - DAY, to: now + DAY });
  });

  test('gives back the instant a place stands for', () => {
    const stretch = stretchOf('month', now, []);
    for (const at of [stretch.from, now, stretch.to])
      expect(instantAt(placeOf(at, stretch, 800), stretch, 800)).toBe(at);
  });

  test('stacks events that are too close to tell apart', () => {
    const at = (offset: number): number => now + offset;
    const levels = stacked([at(0), at(1), at(2), at(5 * DAY)], stretchOf('month', now, []), {
      width: 800,
      size: 12,
      most: 1,
    });
    expect(levels.map(({ level }) => level)).toEqual([0, 1, 1, 0]);
  });
});

describe('a body shown line by line', () => {
  test('says of each line which entry of its data it belongs to', () => {
    const lines = linesOf({ data: [{ resourceId: 'a' }, { resourceId: 'b' }], meta: { data: [1] } });
    expect(lines.filter(({ text }) => text.includes('resourceId')).map(({ item }) => item)).toEqual([0, 1]);
    expect(lines.filter(({ text }) => /meta|1/.test(text)).map(({ item }) => item)).toEqual([undefined, undefined]);
  });

  test('is whole, whatever it is', () => {
    // JSON has no negative zero: what is shown is what would be sent.
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(
          JSON.parse(
            linesOf(value)
              .map(({ text }) => text)
              .join('\n'),
          ),
        ).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
