import { expect, test } from '@jest/globals';
import { startTransmissora } from '../../../src/index.js';

const CPF = '76109277673';

test('RES-101 a client-credentials token reads no list, whatever consent its scope names', async () => {
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  await bank.customers.create({ cpf: CPF });
  const { consentId } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
  const scope = `resources consent:${consentId}`;
  const token = await bank.token({ grantType: 'client_credentials', scope });
  expect(token.scope).toBe('resources');
  const headers = { authorization: `Bearer ${token.access_token}`, 'x-fapi-interaction-id': crypto.randomUUID() };
  expect((await fetch(`${bank.url}/open-banking/resources/v3/resources`, { headers })).status).toBe(401);
  await bank.close();
});
