import { describe, expect, test } from '@jest/globals';
import { type Answer, list, world } from '../../http/calls.js';

/** The page and page size a link asks for. */
const pageIn = (link: string | undefined): string | undefined => link?.split('?')[1];
const size = ({ body }: Answer): number => body.data.length;
const totals = ({ body: { meta } }: Answer) => [meta.totalRecords, meta.totalPages];
const codes = ({ body: { errors } }: Answer) => errors.map(({ code }) => code);

describe('page and page-size', () => {
  test('RES-070 are 1 and 25 when missing, empty or null', async () => {
    await using receiver = await world({ loans: 47 });
    for (const query of ['', '?', '?page=&page-size=', '?page=null&page-size=null', '?page=null', '?page-size=']) {
      const answer = await list(receiver, query);
      expect([query, answer.status, size(answer)]).toEqual([query, 200, 25]);
      expect(pageIn(answer.body.links['self'])).toBe('page=1&page-size=25');
    }
  });

  test('RES-070 page goes up to 2147483647 and page-size up to 1000', async () => {
    await using receiver = await world({ loans: 47 });
    expect(codes(await list(receiver, '?page=2147483647'))).toEqual(['PAGE_NOT_FOUND']);
    expect(size(await list(receiver, '?page-size=1000'))).toBe(47);
  });

  test('RES-071 a page-size under 25 counts as 25: 47 records with page-size=5 make 25 and 22', async () => {
    await using receiver = await world({ loans: 47 });
    const [first, second] = [await list(receiver, '?page-size=5'), await list(receiver, '?page-size=5&page=2')];
    expect([size(first), size(second)]).toEqual([25, 22]);
    expect([totals(first), totals(second)]).toEqual([
      [47, 2],
      [47, 2],
    ]);
    expect(pageIn(first.body.links['self'])).toBe('page=1&page-size=25');
    const seen = new Set([...first.body.data, ...second.body.data].map(({ resourceId }) => resourceId));
    expect(seen.size).toBe(47);
  });

  test('RES-072 RES-106 a page-size over 1000 is refused with 422', async () => {
    await using receiver = await world();
    for (const asked of ['1001', '2147483648', '9'.repeat(400)]) {
      const { status, body } = await list(receiver, `?page-size=${asked}`);
      expect([asked, status]).toEqual([asked, 422]);
      expect(body.errors[0]?.detail).toContain('1000');
    }
  });

  test('RES-073 a legal page-size above the own maximum is answered in pages of that maximum', async () => {
    await using receiver = await world({ loans: 70, options: { maxPageSize: 30 } });
    const all = await list(receiver, '?page-size=30');
    const answer = await list(receiver, '?page=2&page-size=1000');
    expect([size(answer), totals(answer)]).toEqual([30, [70, 3]]);
    expect(pageIn(answer.body.links['self'])).toBe('page=2&page-size=30');
    expect(answer.body.data).not.toContainEqual(all.body.data[0]);
    expect(size(await list(receiver, '?page=3&page-size=1000'))).toBe(10);
    expect((await list(receiver, '?page-size=1001')).status).toBe(422);
  });

  test('RES-074 RES-106 a page beyond the last is refused with 422 PAGE_NOT_FOUND', async () => {
    await using receiver = await world({ loans: 50 });
    expect((await list(receiver, '?page=2')).status).toBe(200);
    for (const page of ['3', '2147483647', '2147483648', '9'.repeat(400)]) {
      const answer = await list(receiver, `?page=${page}`);
      expect([page, answer.status, codes(answer)]).toEqual([page, 422, ['PAGE_NOT_FOUND']]);
    }
  });

  test('RES-074 page 1 of an empty list exists', async () => {
    await using receiver = await world({ loans: 0 });
    expect((await list(receiver, '?page=1')).body.data).toEqual([]);
    expect(codes(await list(receiver, '?page=2'))).toEqual(['PAGE_NOT_FOUND']);
  });

  test('RES-075 RES-100 a page under 1, or a value that is no integer, is refused with 400', async () => {
    await using receiver = await world();
    const texts = ['abc', '1.5', '1e3', '0x10', '%201', '+1', '1,2', 'Infinity', '%EF%BC%91', '%zz', '--1', 'true'];
    const queries = [
      ...texts.flatMap((text) => [`?page=${text}`, `?page-size=${text}`]),
      '?page=0',
      '?page=-1',
      `?page=-${'9'.repeat(400)}`,
    ];
    for (const query of queries) {
      const { status, body } = await list(receiver, query);
      expect([query, status]).toEqual([query, 400]);
      expect(body.errors[0]?.detail).toContain('page');
    }
  });

  test('RES-075 a page-size of 0 or less counts as 25', async () => {
    await using receiver = await world({ loans: 30 });
    for (const asked of ['0', '-1', '-1000', `-${'9'.repeat(400)}`]) {
      const answer = await list(receiver, `?page-size=${asked}`);
      expect([asked, answer.status, size(answer)]).toEqual([asked, 200, 25]);
    }
  });

  test('RES-075 RES-100 a parameter sent twice, or as an array, is refused with 400', async () => {
    await using receiver = await world();
    for (const query of ['?page=1&page=1', '?page-size=25&page-size=30', '?page=1&page=', '?page[]=1']) {
      expect([query, (await list(receiver, query)).status]).toEqual([query, 400]);
    }
  });

  test('RES-079 pagination-key and other unknown parameters are ignored', async () => {
    await using receiver = await world({ loans: 30 });
    const unknown = ['pagination-key=abc', 'PAGE=abc', 'x=1&x=2', '__proto__[page]=2', 'constructor=1', '%zz=1'];
    for (const query of unknown) {
      const answer = await list(receiver, `?${query}`);
      expect([query, answer.status, size(answer)]).toEqual([query, 200, 25]);
      expect(pageIn(answer.body.links['self'])).toBe('page=1&page-size=25');
    }
    expect(size(await list(receiver, '?pagination-key=abc&page=2'))).toBe(5);
  });

  test('RES-080 a page holds as many records as its size allows', async () => {
    await using receiver = await world({ loans: 1001 });
    expect(size(await list(receiver, '?page-size=1000'))).toBe(1000);
    expect(size(await list(receiver, '?page-size=1000&page=2'))).toBe(1);
  });
});

describe('links and meta', () => {
  test('RES-076 the first page has self, next and last; the middle all five; the last self, first and prev', async () => {
    await using receiver = await world({ loans: 130 });
    const keysOf = async (page: number) => Object.keys((await list(receiver, `?page=${page}`)).body.links).toSorted();
    expect(await keysOf(1)).toEqual(['last', 'next', 'self']);
    expect(await keysOf(2)).toEqual(['first', 'last', 'next', 'prev', 'self']);
    expect(await keysOf(5)).toEqual(['first', 'last', 'next', 'prev', 'self']);
    expect(await keysOf(6)).toEqual(['first', 'prev', 'self']);
  });

  test('RES-076 each link names its page and the page size applied', async () => {
    await using receiver = await world({ loans: 130 });
    const { links } = (await list(receiver, '?page=3&page-size=26&unknown=1')).body;
    expect(Object.fromEntries(Object.entries(links).map(([name, link]) => [name, pageIn(link)]))).toEqual({
      self: 'page=3&page-size=26',
      first: 'page=1&page-size=26',
      prev: 'page=2&page-size=26',
      next: 'page=4&page-size=26',
      last: 'page=5&page-size=26',
    });
  });

  test('RES-076 a single page has self alone', async () => {
    await using receiver = await world({ loans: 25 });
    expect(Object.keys((await list(receiver)).body.links)).toEqual(['self']);
  });

  test('RES-028 RES-077 an empty list has totals of 0 and self alone', async () => {
    await using receiver = await world({ loans: 0 });
    const { data, links, meta } = (await list(receiver)).body;
    expect([data, Object.keys(links)]).toEqual([[], ['self']]);
    expect(meta).toEqual({ totalRecords: 0, totalPages: 0, requestDateTime: '2026-03-02T12:00:00Z' });
  });

  test('RES-077 requestDateTime is UTC, without a fraction, on lists and on errors', async () => {
    await using receiver = await world({ options: { now: '2026-03-02T09:00:00.789-03:00' } });
    expect((await list(receiver)).body.meta.requestDateTime).toBe('2026-03-02T12:00:00Z');
    expect((await list(receiver, '?page=2')).body.meta).toEqual({ requestDateTime: '2026-03-02T12:00:00Z' });
  });

  test('RES-078 the links can be followed as printed, from the first page to the last and back', async () => {
    await using receiver = await world({ loans: 60 });
    const follow = (link: string | undefined) => list({ ...receiver, bank: receiver.bank }, `?${pageIn(link)}`);
    const first = await list(receiver);
    expect(first.body.links['self']).toBe(
      `${receiver.bank.url}/open-banking/resources/v3/resources?page=1&page-size=25`,
    );
    const again = await follow(first.body.links['self']);
    expect([again.body.data, again.body.meta]).toEqual([first.body.data, first.body.meta]);
    const second = await follow(first.body.links['next']);
    const third = await follow(second.body.links['next']);
    expect([size(first), size(second), size(third)]).toEqual([25, 25, 10]);
    expect((await follow(first.body.links['last'])).body.data).toEqual(third.body.data);
    expect((await follow(third.body.links['prev'])).body.data).toEqual(second.body.data);
    expect((await follow(third.body.links['first'])).body.data).toEqual(first.body.data);
  });
});
