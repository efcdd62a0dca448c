import { expect, test } from '@jest/globals';
import { isOutside } from '../../../src/openfinance/registration/outside.js';

test.each([
  '127.0.0.1',
  'localhost',
  '[::1]',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '[fe80::1]',
  '[fc00::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:10.0.0.1]',
  'nobody.invalid',
])('%s is not outside', async (host) => {
  expect(await isOutside(host)).toBe(false);
});

test.each(['203.0.113.7', '8.8.8.8', '[2001:4860:4860::8888]'])('%s is outside', async (host) => {
  expect(await isOutside(host)).toBe(true);
});
