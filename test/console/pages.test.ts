import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { CONSOLE } from '../../src/paths.js';
import { opened, world } from '../http/calls.js';

const KIB = 1024;
/** In all, compressed: pages, scripts, styles. */
const MOST_BYTES = 60 * KIB;

const files = (): readonly string[] =>
  readdirSync(CONSOLE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the console as it is served', () => {
  test.each([
    '/console',
    '/console/',
    '/console/world',
    '/console/consents/urn:x:1',
    '/console/time?at=2026-03-02T12:00:00Z',
  ])('is one page at every address: %s', async (path) => {
    await using receiver = await world();
    const response = await fetch(`${receiver.bank.url}${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/html/),
    ]);
    expect(await response.text()).toContain('<div id="console">');
  });

  test('allows no script, style or call but its own, and no frame around it', async () => {
    await using receiver = await world();
    const { headers } = await fetch(`${receiver.bank.url}/console`);
    const policy = headers.get('content-security-policy') ?? '';
    const sources = policy.split('; ').filter((rule) => rule.includes('-src'));
    expect(sources.filter((rule) => !/ 'self'$| 'none'$/.test(rule))).toEqual([]);
    expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'.*require-trusted-types-for 'script'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('lets its files be kept for good, and its page never', async () => {
    await using receiver = await world();
    const page = await fetch(`${receiver.bank.url}/console`);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const [, script = ''] = /src="([^"]+)"/.exec(await page.text()) ?? [];
    const { status, headers } = await fetch(`${receiver.bank.url}${script}`);
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  test.each(['nothing.js', '..%2findex.html', '%00', '%2e%2e/%2e%2e/package.json'])(
    'has no file beside those of the build: assets/%s',
    async (name) => {
      await using receiver = await world();
      const { status } = await fetch(`${receiver.bank.url}/console/assets/${name}`);
      expect([400, 403, 404]).toContain(status);
    },
  );

  test('leaves nothing in the journal', async () => {
    await using receiver = await world();
    await fetch(`${receiver.bank.url}/console`);
    expect((await receiver.bank.requests.count()).count).toBe(0);
  });

  test('needs the admin token where there is one; without it comes the page that asks for it', async () => {
    await using opening = await opened({ host: '0.0.0.0' });
    const { bank, running } = opening;
    const without = await fetch(`${bank.url}/console`);
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Bearer/)]);
    expect(await without.text()).toContain('<div id="console">');
    const headers = { authorization: `Bearer ${running.adminToken ?? ''}` };
    expect((await fetch(`${bank.url}/console`, { headers })).status).toBe(200);
  });
});

describe('the build of the console', () => {
  test(`is under ${MOST_BYTES / KIB} KiB in all, compressed`, () => {
    const sizes = files().map((file) => gzipSync(readFileSync(file)).length);
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
  });

  test('names no other host', () => {
    const named = files()
      .filter((file) => /\.(js|css|html)$/.test(file))
      .flatMap((file) => readFileSync(file, 'utf8').match(/https?:\/\/[\w.-]+/g) ?? [])
      // Names of vocabularies, never asked for.
      .filter((address) => address !== 'http://www.w3.org');
    expect(named).toEqual([]);
  });
});
