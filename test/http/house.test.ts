import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { type Bank, startTransmissora } from '../../src/index.js';

let bank: Bank;
beforeEach(async () => {
  bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
});
afterEach(() => bank.close());

describe('beside the APIs the house answers', () => {
  test('that it lives and is ready', async () => {
    await request(bank.url).get('/healthz').expect(200, { status: 'UP' });
    await request(bank.url).get('/readyz').expect(200, { status: 'UP' });
  });

  test('its documents, one entry per API, from the front door on', async () => {
    await request(bank.url).get('/').expect(302).expect('location', '/docs/');
    await request(bank.url).get('/docs/').expect(200).expect('content-type', /html/);
    const { text } = await request(bank.url).get('/docs/swagger-ui-init.js').expect(200);
    for (const name of ['resources', 'consents', 'loans', 'admin']) expect(text).toContain(`/docs/${name}.json`);
    const { body } = await request(bank.url).get('/docs/resources.json').expect(200);
    expect(body.info.version).toBe('3.1.0');
  });

  test('RES-061 RES-103 any other path with the error body of the family, and the id received', async () => {
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      const id = '1d2c3b4a-5e6f-4a7b-8c9d-0e1f2a3b4c5d';
      const call = request(bank.url)[method]('/nothing/here').set('x-fapi-interaction-id', id);
      const { body } = await call.expect(404).expect('x-fapi-interaction-id', id);
      expect(body.errors[0]).toMatchObject({ code: 'NAO_ENCONTRADO', title: 'Recurso não encontrado.' });
    }
  });
});

test.each(['/docs/', '/__admin/health'])('%s tells browsers to trust nobody else with it', async (path) => {
  const { headers } = await fetch(`${bank.url}${path}`);
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

test('official answers carry no header a real transmitter would not send', async () => {
  const { headers } = await fetch(`${bank.url}/open-banking/resources/v3/resources`);
  expect(headers.get('content-security-policy')).toBeNull();
});
