import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Bank, startTransmissora } from 'transmissora';
import { ConsentEnded, Receiver } from '../src/receiver.ts';

describe('the receiver', () => {
  let bank: Bank;
  let receiver: Receiver;
  let consentId: string;
  before(async () => {
    bank = await startTransmissora({ scenario: 'preparing-then-ready' });
    const [consent] = await bank.consents.list();
    consentId = consent?.consentId ?? '';
    const { access_token: token } = await bank.token({ consentId });
    // Nobody sleeps: to wait, the test moves the bank's clock.
    receiver = new Receiver({
      url: bank.url,
      token,
      wait: (seconds) => bank.clock.advance(`PT${seconds.toFixed(3)}S`),
    });
  });
  after(() => bank.close());

  it('waits longer each time while the list is prepared', async () => {
    const resources = await receiver.list();
    assert.deepEqual(
      resources.map(({ type }) => type),
      ['ACCOUNT', 'CREDIT_CARD_ACCOUNT'],
    );
    const { runs } = await bank.consents.polling(consentId);
    assert.equal(runs[0]?.fit?.isExponential, true);
  });

  it('reads what is available, and asks the list when that has changed', async () => {
    const [account] = await receiver.list();
    assert.ok(account);
    assert.ok(await receiver.account(account));
    await bank.resources.transition(account.resourceId, 'TEMPORARILY_UNAVAILABLE');
    assert.equal(await receiver.account(account), undefined);
    await bank.resources.transition(account.resourceId, 'AVAILABLE');
  });

  it('comes back when it is told to, and asks Discovery when the bank is ill', async () => {
    await bank.faults.put([
      { match: { api: 'resources' }, answer: { status: 503 }, times: 2 },
      { match: { api: 'resources' }, answer: { status: 429, headers: { 'retry-after': '20' } }, times: 1 },
    ]);
    assert.equal((await receiver.list()).length, 2);
  });

  it('stops when the consent has ended', async () => {
    await bank.consents.revoke(consentId);
    await assert.rejects(receiver.list(), ConsentEnded);
  });

  it('breaks no rule', async () => {
    const { results } = await bank.receiverReport();
    assert.deepEqual(
      results.filter(({ verdict }) => ['fail', 'warn'].includes(verdict)),
      [],
    );
  });
});
