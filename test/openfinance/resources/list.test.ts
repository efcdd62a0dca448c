import { describe, expect, test } from '@jest/globals';
import { startTransmissora } from '../../../src/index.js';
import { RESOURCE_TYPES } from '../../../src/openfinance/vocabulary.js';
import { ANA, askResources, BRUNO, listOf, NOW, statusesOf, thrownBy } from '../../support/receiver.js';

const INDIVIDUAL = ['ACCOUNT', 'CREDIT_CARD_ACCOUNT'] as const;
const GROUPED = RESOURCE_TYPES.filter((type) => type !== 'ACCOUNT' && type !== 'CREDIT_CARD_ACCOUNT');

const idOf = (type: string): string => `the-${type.toLowerCase().replaceAll('_', '-')}`;

const EMPTY = { totalRecords: 0, totalPages: 0 };

describe('whose list it is', () => {
  test('RES-001 two consents of one customer have each their own list', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const resourceId of ['first', 'second']) {
      await bank.resources.create(customerId, { type: 'ACCOUNT', resourceId });
    }
    const one = await bank.consents.create({
      customerId,
      permissions: 'all',
      selection: { resourceIds: ['first'] },
    });
    const other = await bank.consents.create({
      customerId,
      permissions: 'all',
      selection: { resourceIds: ['second'] },
    });
    expect(await statusesOf(bank, one)).toEqual({ first: 'AVAILABLE' });
    expect(await statusesOf(bank, other)).toEqual({ second: 'AVAILABLE' });
  });

  test('RES-001 what another customer holds is in nobody else’s list', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const ana = await bank.customers.create(ANA);
    const bruno = await bank.customers.create(BRUNO);
    await bank.resources.create(bruno.customerId, { type: 'LOAN', resourceId: 'of-bruno' });
    const consent = await bank.consents.create({ customerId: ana.customerId, permissions: 'all' });
    expect(await listOf(bank, consent)).toEqual([]);
  });

  test('RES-005 a resource has the same id in every query and every consent', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const ids = [];
    for (const type of RESOURCE_TYPES) ids.push((await bank.resources.create(customerId, { type })).resourceId);
    const one = await bank.consents.create({ customerId, permissions: 'all' });
    const other = await bank.consents.create({ customerId, permissions: 'all', clientId: 'outra-receptora' });
    const seen = (await listOf(bank, one)).map(({ resourceId }) => resourceId);
    expect(seen).toEqual(ids);
    await bank.clock.advance('P6M');
    expect((await listOf(bank, one)).map(({ resourceId }) => resourceId)).toEqual(ids);
    expect((await listOf(bank, other)).map(({ resourceId }) => resourceId)).toEqual(ids);
  });

  test('RES-005 an id made here says nothing about the customer', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const { resourceId } = await bank.resources.create(customerId, { type: 'ACCOUNT' });
    expect(resourceId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(resourceId).not.toContain(customerId);
  });
});

describe('an item', () => {
  test('RES-006 carries exactly resourceId, type and status, for each of the twelve types', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const type of RESOURCE_TYPES) await bank.resources.create(customerId, { type, resourceId: idOf(type) });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    expect(await listOf(bank, consent)).toStrictEqual(
      RESOURCE_TYPES.map((type) => ({ resourceId: idOf(type), type, status: 'AVAILABLE' })),
    );
  });

  test('RES-004 has the id the product API uses, of 1 to 100 characters', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const ids = ['a', '0', 'A-1', 'x'.repeat(100)];
    for (const resourceId of ids) await bank.resources.create(customerId, { type: 'FUND', resourceId });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    expect(new Set(Object.keys(await statusesOf(bank, consent)))).toEqual(new Set(ids));
  });

  test.each(['', '-a', 'a_b', 'a b', 'á', 'x'.repeat(101)])('RES-004 has no id such as "%s"', async (resourceId) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const refusal = await thrownBy(bank.resources.create(customerId, { type: 'FUND', resourceId }));
    expect(refusal).toMatchObject({ kind: 'malformed', facts: { field: 'resourceId' } });
    expect((await bank.customers.get(customerId)).resources).toEqual([]);
  });
});

describe('what is contracted later', () => {
  test('RES-009 enters the list of grouped products without a new consent, from the moment it is contracted', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    expect(await listOf(bank, consent)).toEqual([]);
    for (const type of GROUPED) {
      await bank.resources.create(customerId, { type, resourceId: idOf(type), contractedAt: 'P1M' });
    }
    await bank.clock.advance({ to: '2026-04-02T11:59:59.999Z' });
    expect(await listOf(bank, consent)).toEqual([]);
    await bank.clock.advance({ to: '2026-04-02T12:00:00Z' });
    expect((await listOf(bank, consent)).map(({ type }) => type)).toEqual(GROUPED);
  });

  test.each(INDIVIDUAL)('RES-010 does not join by itself when it is a %s', async (type) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type, resourceId: 'chosen' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance('P1D');
    await bank.resources.create(customerId, { type, resourceId: 'later' });
    expect(await statusesOf(bank, consent)).toEqual({ chosen: 'AVAILABLE' });
    const anew = await bank.consents.create({ customerId, permissions: 'all' });
    expect(await statusesOf(bank, anew)).toEqual({ chosen: 'AVAILABLE', later: 'AVAILABLE' });
  });
});

describe('an empty list', () => {
  test('RES-028 is a success with totals of zero and no link but self', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const { status, body } = await askResources(bank, await bank.consents.create({ customerId, permissions: 'all' }));
    expect(status).toBe(200);
    expect(body.data).toEqual([]);
    expect(body.meta).toMatchObject(EMPTY);
    expect(Object.keys(body.links ?? {})).toEqual(['self']);
  });

  test('RES-011 is what a consent on registration data alone gets, whatever the customer holds', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    for (const type of RESOURCE_TYPES) await bank.resources.create(customerId, { type });
    const permissions = ['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ', 'RESOURCES_READ'];
    const { status, body } = await askResources(bank, await bank.consents.create({ customerId, permissions }));
    expect(status).toBe(200);
    expect(body.data).toEqual([]);
    expect(body.meta).toMatchObject(EMPTY);
  });

  test('RES-029 may be due to a product not sold, never contracted, or past its exposure', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.offer.put({ sells: RESOURCE_TYPES.filter((type) => type !== 'EXCHANGE') });
    await bank.resources.create(customerId, { type: 'EXCHANGE', resourceId: 'not-sold' });
    await bank.resources.create(customerId, { type: 'LOAN', resourceId: 'long-settled', closedAt: '-P13M' });
    const consent = await bank.consents.create({ customerId, permissions: 'all' });
    expect(await listOf(bank, consent)).toEqual([]);
    const { resources } = await bank.consents.explain(consent.consentId);
    expect(Object.fromEntries(resources.map(({ resourceId, rule }) => [resourceId, rule]))).toEqual({
      'not-sold': 'RES-029',
      'long-settled': 'RES-038',
    });
  });
});

test('RES-012 a holding is listed only once its product is on offer', async () => {
  await using bank = await startTransmissora({ now: NOW });
  const { customerId } = await bank.customers.create(ANA);
  await bank.offer.put({ sells: [] });
  await bank.offer.put({ sells: 'all', from: 'P1M' });
  for (const type of GROUPED) await bank.resources.create(customerId, { type });
  const consent = await bank.consents.create({ customerId, permissions: 'all' });
  await bank.clock.advance({ to: '2026-04-02T11:59:59.999Z' });
  expect(await listOf(bank, consent)).toEqual([]);
  await bank.clock.advance({ to: '2026-04-02T12:00:00Z' });
  expect((await listOf(bank, consent)).map(({ type }) => type)).toEqual(GROUPED);
});

test('PRD-004 PRD-001 a product that leaves the offer leaves every list with its API, and comes back with it', async () => {
  await using bank = await startTransmissora({ now: NOW });
  const { customerId } = await bank.customers.create(ANA);
  for (const type of RESOURCE_TYPES) await bank.resources.create(customerId, { type });
  const earlier = await bank.consents.create({ customerId, permissions: 'all' });
  await bank.offer.put({ sells: ['FUND', 'LOAN'], from: 'P1D' });
  await bank.offer.put({ sells: 'all', from: 'P3D' });
  expect((await listOf(bank, earlier)).map(({ type }) => type)).toEqual(RESOURCE_TYPES);
  await bank.clock.advance('P2D');
  const later = await bank.consents.create({ customerId, permissions: 'all' });
  const typesOf = async (consent: typeof later) => (await listOf(bank, consent)).map(({ type }) => type);
  expect([await typesOf(earlier), await typesOf(later)]).toEqual([
    ['LOAN', 'FUND'],
    ['LOAN', 'FUND'],
  ]);
  await bank.clock.advance('P1D');
  expect(await typesOf(earlier)).toEqual(RESOURCE_TYPES);
});
