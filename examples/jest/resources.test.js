import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTransmissora } from 'transmissora';
import { listResources } from './receiver.js';

/** @type {import('transmissora').Bank} */
let bank;
beforeAll(async () => {
  bank = await startTransmissora({ scenario: 'preparing-then-ready' });
}, 30_000);
afterAll(() => bank.close());

/** Nobody sleeps: to wait, the test moves the bank's clock. */
const wait = (seconds) => bank.clock.advance(`PT${seconds}S`);

test('waits while the list is prepared, longer each time', async () => {
  const { access_token: token } = await bank.token({ consent: 'caio' });
  const resources = await listResources({ url: bank.url, token, wait });
  expect(resources).toEqual([
    expect.objectContaining({ type: 'ACCOUNT', status: 'AVAILABLE' }),
    expect.objectContaining({ type: 'CREDIT_CARD_ACCOUNT', status: 'AVAILABLE' }),
  ]);
});

test('sees that an account was blocked', async () => {
  const { access_token: token } = await bank.token({ consent: 'caio' });
  await bank.resources.transition('conta-preparo-1', 'TEMPORARILY_UNAVAILABLE');
  const [account] = await listResources({ url: bank.url, token, wait });
  expect(account.status).toBe('TEMPORARILY_UNAVAILABLE');
});

test('breaks no rule', async () => {
  const { results } = await bank.receiverReport();
  expect(results.filter(({ verdict }) => ['fail', 'warn'].includes(verdict))).toEqual([]);
});
