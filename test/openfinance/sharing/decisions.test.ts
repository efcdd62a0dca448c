import { expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../../src/index.js';

const CPF = '76109277673';
const NOW = '2026-03-02T12:00:00Z';

async function jointAccount(bank: Bank, resourceId: string): Promise<string> {
  await bank.customers.create({ cpf: CPF });
  await bank.resources.create(CPF, { type: 'ACCOUNT', resourceId, status: 'PENDING_AUTHORISATION' });
  return (await bank.consents.create({ customerId: CPF, permissions: 'all' })).consentId;
}

test('RES-004 an id may be any word of letters, one that every object inherits too', async () => {
  const bank = await startTransmissora({ now: NOW });
  const consentId = await jointAccount(bank, 'constructor');
  const { status } = await bank.resources.transition('constructor', 'AVAILABLE', { consentId });
  expect(status).toBe('AVAILABLE');
  await bank.close();
});

test('RES-044 no approver decides before the requester confirmed', async () => {
  const bank = await startTransmissora({ now: NOW });
  const consentId = await jointAccount(bank, 'conta-1');
  const early = bank.resources.transition('conta-1', 'AVAILABLE', { consentId, at: '-PT1S' });
  await expect(early).rejects.toMatchObject({ kind: 'conflict', facts: { rule: 'RES-044' } });
  expect((await bank.consents.resources(consentId)).resources[0]?.status).toBe('PENDING_AUTHORISATION');
  await bank.close();
});

test('RES-050 before the first call, the explanation says what that call will be answered', async () => {
  const bank = await startTransmissora({ now: NOW, pollingAnchor: 'first-call' });
  await bank.customers.create({ cpf: CPF });
  const create = (readyAfter: string) =>
    bank.consents.create({ customerId: CPF, permissions: 'all', preparation: { readyAfter } });
  const [ready, slow] = [await create('PT0S'), await create('PT1M')];
  expect((await bank.consents.explain(ready.consentId)).answers).toBe(200);
  expect((await bank.consents.explain(slow.consentId)).answers).toBe(202);
  await bank.close();
});

test('RES-001 a token is bound to one consent, whatever consent its scope names', async () => {
  const bank = await startTransmissora({ now: NOW });
  await bank.customers.create({ cpf: CPF });
  const { consentId } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
  const first = await bank.token({ consentId });
  const again = await bank.token({ consentId, scope: first.scope });
  expect(again.scope).toBe(first.scope);
  const headers = { authorization: `Bearer ${again.access_token}`, 'x-fapi-interaction-id': crypto.randomUUID() };
  expect((await fetch(`${bank.url}/open-banking/resources/v3/resources`, { headers })).status).toBe(200);
  await bank.close();
});
