import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTransmissora } from 'transmissora';
import { listResources } from './receiver.js';

describe('the receiver', () => {
  /** @type {import('transmissora').Bank} */
  let bank;
  before(async () => {
    bank = await startTransmissora({ scenario: 'preparing-then-ready' });
  });
  after(() => bank.close());

  /** Nobody sleeps: to wait, the test moves the bank's clock. */
  const wait = (seconds) => bank.clock.advance(`PT${seconds}S`);

  it('waits while the list is prepared, longer each time', async () => {
    const { access_token: token } = await bank.token({ consent: 'caio' });
    const resources = await listResources({ url: bank.url, token, wait });
    assert.deepEqual(
      resources.map(({ type, status }) => `${type} ${status}`),
      ['ACCOUNT AVAILABLE', 'CREDIT_CARD_ACCOUNT AVAILABLE'],
    );
  });

  it('sees that an account was blocked', async () => {
    const { access_token: token } = await bank.token({ consent: 'caio' });
    await bank.resources.transition('conta-preparo-1', 'TEMPORARILY_UNAVAILABLE');
    const [account] = await listResources({ url: bank.url, token, wait });
    assert.equal(account.status, 'TEMPORARILY_UNAVAILABLE');
  });

  it('breaks no rule', async () => {
    const { results } = await bank.receiverReport();
    assert.deepEqual(
      results.filter(({ verdict }) => ['fail', 'warn'].includes(verdict)),
      [],
    );
  });
});
