import { expect, test } from '@jest/globals';
import { startTransmissora } from '../../src/index.js';

const CPF = '76109277673';

test('RES-056 RES-110 what takes longer than the limit is answered 504, with a code of its own, and once', async () => {
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z', answerLimit: 'PT0.01S' });
  await bank.customers.create({ cpf: CPF });
  const { accessToken = '' } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
  await bank.faults.put([{ match: { api: 'resources' }, answer: { delay: 'PT0.05S' } }]);
  const interactionId = crypto.randomUUID();
  const headers = { authorization: `Bearer ${accessToken}`, 'x-fapi-interaction-id': interactionId };
  const response = await fetch(`${bank.url}/open-banking/resources/v3/resources`, { headers });
  expect(response.status).toBe(504);
  expect(response.headers.get('x-fapi-interaction-id')).toBe(interactionId);
  const { errors } = (await response.json()) as { errors: { code: string }[] };
  expect(errors.map(({ code }) => code)).toEqual(['TEMPO_ESGOTADO']);
  const { requests } = await bank.requests.find({ api: 'resources' });
  expect(requests.map(({ status }) => status)).toEqual([504]);
  await bank.close();
});

test('RES-056 each of several calls that take too long is answered at its own limit, and once', async () => {
  await using bank = await startTransmissora({ now: '2026-03-02T12:00:00Z', answerLimit: 'PT0.01S' });
  await bank.customers.create({ cpf: CPF });
  const { accessToken = '' } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
  await bank.faults.put([{ match: { api: 'resources' }, answer: { delay: 'PT0.05S' } }]);
  const ask = async () => {
    const headers = { authorization: `Bearer ${accessToken}`, 'x-fapi-interaction-id': crypto.randomUUID() };
    return (await fetch(`${bank.url}/open-banking/resources/v3/resources`, { headers })).status;
  };
  expect([await ask(), ...(await Promise.all([ask(), ask()])), await ask()]).toEqual([504, 504, 504, 504]);
  const { requests } = await bank.requests.find({ api: 'resources' });
  expect(requests.map(({ status }) => status)).toEqual([504, 504, 504, 504]);
});
