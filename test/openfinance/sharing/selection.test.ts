import { describe, expect, test } from '@jest/globals';
import { startTransmissora } from '../../../src/index.js';
import { RESOURCE_TYPES, STATUSES } from '../../../src/openfinance/vocabulary.js';
import { ANA, admin, BRUNO, listOf, NOW, statusesOf } from '../../support/receiver.js';

const INDIVIDUAL = ['ACCOUNT', 'CREDIT_CARD_ACCOUNT'] as const;
const GROUPED = RESOURCE_TYPES.filter((type) => type !== 'ACCOUNT' && type !== 'CREDIT_CARD_ACCOUNT');
const CREDIT_AND_INVESTMENTS = GROUPED.filter((type) => type !== 'EXCHANGE');

const idOf = (...words: readonly string[]): string => words.join('-').toLowerCase().replaceAll('_', '-');

/** Ana with two accounts, a card and a loan; Bruno with an account; and a consent of Ana's that awaits her. */
async function confirmationPage() {
  const bank = await startTransmissora({ now: NOW });
  const { customerId } = await bank.customers.create(ANA);
  await bank.resources.create(customerId, { type: 'ACCOUNT', resourceId: 'account-1' });
  await bank.resources.create(customerId, { type: 'ACCOUNT', resourceId: 'account-2' });
  await bank.resources.create(customerId, { type: 'CREDIT_CARD_ACCOUNT', resourceId: 'card' });
  await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'loan' });
  const bruno = await bank.customers.create(BRUNO);
  await bank.resources.create(bruno.customerId, { type: 'ACCOUNT', resourceId: 'of-bruno' });
  const { consentId } = await bank.consents.create({ customerId, permissions: 'all', authorise: false });
  const confirm = (resourceIds: readonly string[]) =>
    admin(bank, 'POST', `/consents/${consentId}/authorise`, { selection: { resourceIds } });
  const statusNow = async () => (await bank.consents.get(consentId)).status;
  return { bank, consentId, confirm, statusNow, [Symbol.asyncDispose]: () => bank.close() };
}

describe('individual selection', () => {
  test.each([
    ['no account', ['card'], { type: 'ACCOUNT', eligible: ['account-1', 'account-2'] }],
    ['no card', ['account-1', 'account-2'], { type: 'CREDIT_CARD_ACCOUNT', eligible: ['card'] }],
    ['nothing', [], { type: 'ACCOUNT', eligible: ['account-1', 'account-2'] }],
  ])('RES-020 refuses to confirm with %s', async (_what, resourceIds, facts) => {
    await using page = await confirmationPage();
    const { status, body } = await page.confirm(resourceIds);
    expect(status).toBe(422);
    expect(body).toMatchObject({ rule: 'RES-020', ...facts });
    expect(await page.statusNow()).toBe('AWAITING_AUTHORISATION');
  });

  test.each([
    ['another customer’s account', 'of-bruno'],
    ['a grouped product', 'loan'],
    ['what does not exist', 'nowhere'],
  ])('RES-020 refuses to tick %s', async (_what, resourceId) => {
    await using page = await confirmationPage();
    const { status, body } = await page.confirm(['account-1', 'card', resourceId]);
    expect(status).toBe(422);
    expect(body).toMatchObject({ rule: 'RES-020', resourceId });
    expect(await page.statusNow()).toBe('AWAITING_AUTHORISATION');
  });

  test('RES-020 lets one be unticked as long as one of each product remains', async () => {
    await using page = await confirmationPage();
    expect((await page.confirm(['account-2', 'card'])).status).toBe(200);
    const { resources } = await page.bank.consents.resources(page.consentId);
    expect(resources.map(({ resourceId }) => resourceId)).toEqual(['account-2', 'card', 'loan']);
  });

  test('RES-020 asks for none where none is eligible', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'ACCOUNT', resourceId: 'long-closed', closedAt: '-P13M' });
    const selection = { resourceIds: [] };
    expect(await listOf(bank, await bank.consents.create({ customerId, permissions: 'all', selection }))).toEqual([]);
  });

  test('RES-021 lists every chosen account and card, whatever its status, and none that was not chosen', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const chosen = INDIVIDUAL.flatMap((type) =>
      STATUSES.map((status) => ({ resourceId: idOf(type, status), type, status })),
    );
    for (const wanted of chosen) await bank.resources.create(customerId, wanted);
    for (const type of INDIVIDUAL) await bank.resources.create(customerId, { type, resourceId: idOf('other', type) });
    const selection = { resourceIds: chosen.map(({ resourceId }) => resourceId) };
    const consent = await bank.consents.create({ customerId, permissions: 'all', selection });
    const listed = await listOf(bank, consent);
    expect(listed).toHaveLength(chosen.length);
    expect(listed).toEqual(expect.arrayContaining(chosen));
  });

  test('RES-021 keeps a chosen account in the list through every change of its status', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, {
      type: 'ACCOUNT',
      resourceId: 'account',
      status: 'PENDING_AUTHORISATION',
    });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    for (const status of ['AVAILABLE', 'TEMPORARILY_UNAVAILABLE', 'AVAILABLE', 'UNAVAILABLE'] as const) {
      await bank.clock.advance('P1D');
      await bank.resources.transition('account', status);
      expect(await statusesOf(bank, consent)).toEqual({ account: status });
    }
  });
});

describe('grouped selection', () => {
  test('RES-024 lists every holding of the ten grouped types, whatever its status', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const held = GROUPED.flatMap((type) =>
      STATUSES.map((status) => ({ resourceId: idOf(type, status), type, status })),
    );
    for (const wanted of held) await bank.resources.create(customerId, wanted);
    const listed = await listOf(bank, await bank.consents.create({ customerId, permissions: 'all' }));
    expect(listed).toHaveLength(40);
    expect(listed).toEqual(expect.arrayContaining(held));
  });

  test.each([
    ['RES-022', 'exchange', ['EXCHANGE'], ['EXCHANGES_READ', 'RESOURCES_READ']],
    ['RES-023', 'credit and investments', CREDIT_AND_INVESTMENTS, 'all'],
  ] as const)(
    '%s %s leaves no choice per item: all are in, held now or later',
    async (_rule, _what, types, permissions) => {
      await using bank = await startTransmissora({ now: NOW });
      const { customerId } = await bank.customers.create(ANA);
      for (const type of types) await bank.resources.create(customerId, { type, resourceId: idOf('now', type) });
      const selection = { resourceIds: [] };
      const consent = await bank.consents.create({ customerId, permissions, selection });
      await bank.clock.advance('P1D');
      for (const type of types) await bank.resources.create(customerId, { type, resourceId: idOf('later', type) });
      expect(Object.keys(await statusesOf(bank, consent))).toEqual(
        types.flatMap((type) => [idOf('now', type), idOf('later', type)]),
      );
    },
  );

  test.each(STATUSES)('RES-030 what is contracted later may first appear as %s', async (status) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance('P1D');
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'loan', status });
    expect(await statusesOf(bank, consent)).toEqual({ loan: status });
  });
});

describe('what was chosen at the receiver', () => {
  const ACCOUNTS = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'];

  test('RES-027 limits the list to its categories', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const type of RESOURCE_TYPES) await bank.resources.create(customerId, { type, resourceId: idOf(type) });
    const consent = await bank.consents.create({ customerId, permissions: ACCOUNTS });
    expect(await statusesOf(bank, consent)).toEqual({ account: 'AVAILABLE' });
  });

  test('RES-027 limits the confirmation to its categories: a card is neither asked for nor taken', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const type of INDIVIDUAL) await bank.resources.create(customerId, { type, resourceId: idOf(type) });
    const ask = (...resourceIds: string[]) =>
      admin(bank, 'POST', '/consents', { customerId, permissions: ACCOUNTS, selection: { resourceIds } });
    expect((await ask('account', 'credit-card-account')).status).toBe(422);
    expect((await ask('account')).status).toBe(201);
  });
});
