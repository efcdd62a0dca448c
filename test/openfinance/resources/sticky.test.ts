import { expect, test } from '@jest/globals';
import { startTransmissora } from '../../../src/index.js';

const CPF = '76109277673';

test('RES-053 there is no 202 after a first 200, not even when the clock is set back', async () => {
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  await bank.customers.create({ cpf: CPF });
  const preparation = { readyAfter: 'PT1M' };
  const { accessToken = '' } = await bank.consents.create({ customerId: CPF, permissions: 'all', preparation });
  const ask = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${accessToken}`, 'x-fapi-interaction-id': crypto.randomUUID() };
    return (await fetch(`${bank.url}/open-banking/resources/v3/resources`, { headers })).status;
  };
  expect(await ask()).toBe(202);
  await bank.clock.advance('PT2M');
  expect(await ask()).toBe(200);
  await bank.clock.set({ now: '2026-03-02T12:00:30Z' });
  expect(await ask()).toBe(200);
  await bank.close();
});

test('an explanation says what the consent as a whole is answered, before what each holding is', async () => {
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  await bank.customers.create({ cpf: CPF });
  await bank.resources.create(CPF, { type: 'LOAN', resourceId: 'loan-1', contractedAt: '-P1Y', closedAt: '-P11M' });
  const wanted = { customerId: CPF, permissions: 'all', expirationDateTime: '2026-03-03T12:00:00Z' } as const;
  const waiting = await bank.consents.create({ ...wanted, authorise: false });
  expect((await bank.consents.explain(waiting.consentId)).resources).toMatchObject([
    { resourceId: 'loan-1', listed: false, rule: 'RES-002' },
  ]);
  const slow = await bank.consents.create({ ...wanted, preparation: { readyAfter: 'PT1M' } });
  expect((await bank.consents.explain(slow.consentId)).resources).toMatchObject([
    { listed: false, rule: 'RES-050', next: { at: '2026-03-02T12:01:00Z', listed: true, status: 'AVAILABLE' } },
  ]);
  await bank.clock.advance('PT1M');
  expect((await bank.consents.explain(slow.consentId)).resources).toMatchObject([
    { listed: true, next: { at: '2026-03-03T12:00:00Z', listed: false, rule: 'RES-002' } },
  ]);
  await bank.consents.revoke(slow.consentId);
  expect((await bank.consents.explain(slow.consentId)).resources).toMatchObject([{ listed: false, rule: 'RES-002' }]);
  await bank.close();
});
