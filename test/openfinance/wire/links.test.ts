import { describe, expect, test } from '@jest/globals';
import { call, headersFor, LIST, list, raw, requestText, type World, world } from '../../http/calls.js';

/** The self link answered to a request with this Host header, or without one when it is undefined. */
async function selfFor({ bank, token }: World, host: string, more: Record<string, string> = {}): Promise<string> {
  const answer = await raw(bank, requestText(LIST, { ...headersFor(token), host, ...more }));
  expect([host, answer.slice(0, 12)]).toEqual([host, 'HTTP/1.1 200']);
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))).links.self;
}

describe('where links point', () => {
  test('RES-078 to the address the caller used: self is callable as printed', async () => {
    await using receiver = await world();
    const { bank, token } = receiver;
    const { self } = (await list(receiver)).body.links;
    expect(self?.startsWith(`${bank.url}${LIST}?`)).toBe(true);
    expect((await call(self ?? '', { headers: headersFor(token) })).body.links['self']).toBe(self);
  });

  test('RES-076 to the host the caller used, when it is one', async () => {
    await using receiver = await world();
    const hosts = ['mock.transmissora.test', 'localhost:8080', 'LOCALHOST', '127.0.0.1:1', '[::1]:3000', 'a-b.c:65535'];
    for (const host of hosts) expect(await selfFor(receiver, host)).toBe(`http://${host}${LIST}?page=1&page-size=25`);
  });

  test('RES-076 to the listening address, when Host is nothing a host may be', async () => {
    await using receiver = await world();
    const hostile = [
      '',
      'user@evil.test',
      'evil.test/path',
      'evil.test?x',
      'evil.test#x',
      'evil test',
      '"evil.test"',
      'evil.test:99999',
      'evil.test:0x50',
      'evil.test:',
      '<script>',
      '999.999.999.999',
      '[::::]',
      '[evil]',
      'xn--a',
      '-evil.test',
      'a'.repeat(300),
    ];
    for (const host of hostile) {
      const listening = `${receiver.bank.url}${LIST}?page=1&page-size=25`;
      expect([host, await selfFor(receiver, host)]).toEqual([host, listening]);
    }
  });

  test('RES-076 never to what a forwarding header says', async () => {
    await using receiver = await world();
    const forwarded = {
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.test;proto=https',
    };
    expect(await selfFor(receiver, 'localhost:3000', forwarded)).toMatch(/^http:\/\/localhost:3000\//);
  });

  test('RES-076 to the public URL when there is one, whatever host the caller used', async () => {
    await using receiver = await world({ loans: 60, options: { publicUrl: 'https://mock.transmissora.test' } });
    const { links } = (await list(receiver, '?page=2')).body;
    const hosts = new Set(Object.values(links).map((link) => new URL(link).origin));
    expect([...hosts]).toEqual(['https://mock.transmissora.test']);
    expect(await selfFor(receiver, 'evil.test')).toMatch(/^https:\/\/mock\.transmissora\.test\//);
  });

  test('RES-076 within 2000 characters', async () => {
    await using receiver = await world();
    const longest = Array.from({ length: 4 }, () => 'a'.repeat(60)).join('.');
    const link = await selfFor(receiver, longest);
    expect(link).toContain(longest);
    expect(link.length).toBeLessThanOrEqual(2000);
    expect((await list(receiver, `?unknown=${'x'.repeat(3000)}`)).body.links['self']?.length).toBeLessThanOrEqual(2000);
  });
});
