import { afterEach, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../../src/index.js';
import { admin, ANA, askResources, NOW } from '../../support/receiver.js';

let open: Bank | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** A bank with a customer of three funds, and the token of a consent to them. */
async function world(options: { readonly strict?: boolean } = {}) {
  const bank = await startTransmissora({ now: NOW, ...options });
  open = bank;
  await bank.customers.create(ANA);
  for (const resourceId of ['fundo-1', 'fundo-2', 'fundo-3'])
    await bank.resources.create(ANA.cpf, { type: 'FUND', resourceId });
  const consent = await bank.consents.create({ customerId: ANA.cpf, permissions: 'all' });
  return { bank, consent };
}

const ask = async (bank: Bank, { accessToken = '' }: { accessToken?: string }, path: string) =>
  fetch(`${bank.url}${path}`, {
    headers: {
      authorization: `Bearer ${accessToken}`,
      'x-fapi-interaction-id': '0b5f1c9e-6c53-4a3e-9d8f-2f4b6a1c7e10',
    },
  });
const RESOURCES = '/open-banking/resources/v3/resources';

test('a deviation bends the answer, and the answer and the journal name it', async () => {
  const { bank, consent } = await world();
  await bank.deviations.put([{ id: 'total-records-off' }]);
  const response = await ask(bank, consent, RESOURCES);
  expect(await response.json()).toMatchObject({ meta: { totalRecords: 4 } });
  expect(response.headers.get('x-transmissora-deviation')).toBe('total-records-off');
  const { requests } = await bank.requests.find({ api: 'resources' });
  expect(requests.at(-1)).toMatchObject({
    deviation: 'total-records-off',
    responseBody: { meta: { totalRecords: 4 } },
  });
});

test('an answer no deviation changed says nothing of one', async () => {
  const { bank, consent } = await world();
  await bank.deviations.put([{ id: 'empty-list-404' }]);
  const response = await ask(bank, consent, RESOURCES);
  expect(response.status).toBe(200);
  expect(response.headers.get('x-transmissora-deviation')).toBeNull();
});

test('several deviations bend one answer, in the order they were put', async () => {
  const { bank, consent } = await world();
  await bank.deviations.put([{ id: 'x-v-missing' }, { id: 'total-pages-off' }]);
  const response = await ask(bank, consent, RESOURCES);
  expect(response.headers.get('x-v')).toBeNull();
  expect(response.headers.get('x-transmissora-deviation')).toBe('x-v-missing, total-pages-off');
});

test('under --strict a deviation is not named', async () => {
  const { bank, consent } = await world({ strict: true });
  await bank.deviations.put([{ id: 'total-records-off' }]);
  const response = await ask(bank, consent, RESOURCES);
  expect(await response.json()).toMatchObject({ meta: { totalRecords: 4 } });
  expect(response.headers.get('x-transmissora-deviation')).toBeNull();
});

test('a deviation with times bends so many calls and is gone', async () => {
  const { bank, consent } = await world();
  await bank.deviations.put([{ id: 'total-records-off', times: 2 }]);
  const totals: unknown[] = [];
  for (let call = 0; call < 3; call += 1) totals.push((await askResources(bank, consent)).body.meta?.totalRecords);
  expect(totals).toEqual([4, 4, 3]);
  expect(await bank.deviations.get()).toEqual([]);
});

test('no two calls at once share the last time of a deviation', async () => {
  const { bank, consent } = await world();
  await bank.deviations.put([{ id: 'total-records-off', times: 3 }]);
  const answers = await Promise.all(Array.from({ length: 8 }, () => askResources(bank, consent)));
  expect(answers.filter(({ body }) => body.meta?.totalRecords === 4)).toHaveLength(3);
});

test('a deviation bends only the calls it is put for', async () => {
  const { bank, consent } = await world();
  const other = await bank.consents.create({ customerId: ANA.cpf, permissions: 'all' });
  await bank.deviations.put([{ id: 'total-records-off', match: { consentId: other.consentId } }]);
  expect((await askResources(bank, consent)).body.meta?.totalRecords).toBe(3);
  expect((await askResources(bank, other)).body.meta?.totalRecords).toBe(4);
});

test('facts are bent for the call alone: what is kept stays as it is', async () => {
  const { bank, consent } = await world();
  await bank.consents.revoke(consent.consentId);
  expect((await askResources(bank, consent)).status).toBe(401);
  await bank.deviations.put([{ id: 'revoked-consent-served' }]);
  expect((await askResources(bank, consent)).status).toBe(200);
  expect((await bank.consents.get(consent.consentId)).status).toBe('REJECTED');
  await bank.deviations.clear();
  expect((await askResources(bank, consent)).status).toBe(401);
});

test('a bent request is in the journal as it came', async () => {
  const { bank, consent } = await world();
  await bank.deviations.put([{ id: 'interaction-id-optional' }]);
  const response = await fetch(`${bank.url}${RESOURCES}`, {
    headers: { authorization: `Bearer ${consent.accessToken}`, 'x-fapi-interaction-id': 'no uuid' },
  });
  expect(response.status).toBe(200);
  const { requests } = await bank.requests.find({ api: 'resources' });
  expect(requests.at(-1)?.requestHeaders['x-fapi-interaction-id']).toBe('no uuid');
});

test('the catalogue tells of at least forty deviations what each breaks, in both languages', async () => {
  const { bank } = await world();
  const { status, body } = await admin(bank, 'GET', '/deviations/catalogue');
  const rows = body as unknown as readonly { id: string; breaks: string[]; about: { pt: string; en: string } }[];
  expect(status).toBe(200);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(40);
  const mute = rows.filter(
    ({ breaks, about }) => breaks.length === 0 || !about.pt.endsWith('.') || !about.en.endsWith('.'),
  );
  expect(mute).toEqual([]);
});

test.each([
  { title: 'an id the catalogue does not have', body: [{ id: 'no-such' }], field: '[0].id' },
  { title: 'the same deviation twice', body: [{ id: 'extra-member' }, { id: 'extra-member' }], field: '[1].id' },
  {
    title: 'a path that is none',
    body: [{ id: 'extra-member', match: { path: 'resources' } }],
    field: '[0].match.path',
  },
  { title: 'a deviation for no call at all', body: [{ id: 'extra-member', times: 0 }], field: '[0].times' },
])('refuses $title, and keeps what was there', async ({ body, field }) => {
  const { bank } = await world();
  await bank.deviations.put([{ id: 'x-v-missing' }]);
  const answer = await admin(bank, 'PUT', '/deviations', body);
  expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining(field) } });
  expect(await bank.deviations.get()).toMatchObject([{ id: 'x-v-missing', breaks: ['RES-064'] }]);
});
