import { expect, test } from '@jest/globals';
import { startTransmissora } from '../../src/index.js';

test.each(['cross-site', 'same-site'])('a page of another site (%s) cannot use the admin API', async (site) => {
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  await bank.clock.advance('P1D');
  // fetch does not let a caller set this header; a browser sets it by itself.
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => {
    const headers = { 'sec-fetch-site': site };
    request(`${bank.url}/__admin/reset`, { method: 'POST', headers }, (res) => resolve(res.resume().statusCode)).end();
  });
  expect(status).toBe(403);
  expect(await bank.clock.now()).toBe('2026-03-03T12:00:00Z');
  await bank.close();
});

test('the pages served beside the admin API, and programs, may use it', async () => {
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  expect((await fetch(`${bank.url}/__admin/health`)).status).toBe(200);
  await bank.close();
});

test.each([
  { host: 'evil.example' },
  { host: 'evil.example', origin: 'http://evil.example' },
  { origin: 'http://evil.example' },
  { origin: 'null' },
])('a name or a page that is not ours (%j) cannot use the admin API', async (headers) => {
  const { request } = await import('node:http');
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  const status = await new Promise((resolve) => {
    request(`${bank.url}/__admin/customers`, { headers }, (res) => resolve(res.resume().statusCode)).end();
  });
  expect(status).toBe(403);
  await bank.close();
});

test('with an admin token any name will do, and without the token none', async () => {
  const { request } = await import('node:http');
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z', adminToken: 'segredo' });
  const statusWith = (headers: Record<string, string>) =>
    new Promise((resolve) => {
      request(`${bank.url}/__admin/health`, { headers }, (res) => resolve(res.resume().statusCode)).end();
    });
  expect(await statusWith({ host: 'mock.example', authorization: 'Bearer segredo' })).toBe(200);
  expect(await statusWith({ host: 'mock.example' })).toBe(401);
  await bank.close();
});
