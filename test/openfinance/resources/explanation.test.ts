import { describe, expect, test } from '@jest/globals';
import { startTransmissora } from '../../../src/index.js';
import type { NewHolding } from '../../../src/openfinance/holdings/arrange.js';
import { RESOURCE_TYPES } from '../../../src/openfinance/vocabulary.js';
import { ANA, NOW } from '../../support/receiver.js';

const CREDIT_ONLY = RESOURCE_TYPES.filter((type) => type !== 'EXCHANGE');

/** A holding that is not in the list of a consent to accounts, credit and more, and why. */
const ABSENT: readonly [rule: string, step: string, holding: NewHolding, next: object | undefined][] = [
  ['RES-029', 'sold', { type: 'EXCHANGE' }, { at: '2026-04-02T12:00:00Z', listed: true, status: 'AVAILABLE' }],
  [
    'RES-009',
    'contracted',
    { type: 'LOAN', contractedAt: 'P5D' },
    { at: '2026-03-07T12:00:00Z', listed: true, status: 'AVAILABLE' },
  ],
  ['RES-040', 'shareable', { type: 'LOAN', shareable: false }, undefined],
  ['RES-042', 'shareable', { type: 'CREDIT_CARD_ACCOUNT', shareable: false }, undefined],
  ['RES-021', 'chosen', { type: 'ACCOUNT' }, undefined],
  ['RES-038', 'within-exposure', { type: 'LOAN', closedAt: '-P13M' }, undefined],
  [
    'RES-038',
    'within-exposure',
    { type: 'FUND', closedAt: '-P13M', timeline: [{ at: 'P3M', to: 'AVAILABLE' }] },
    { at: '2026-06-02T12:00:00Z', listed: true, status: 'AVAILABLE', rule: 'RES-031' },
  ],
  [
    'RES-037',
    'retained',
    { type: 'LOAN', contractedAt: '-P1Y', timeline: [{ at: '-P4M', to: 'UNAVAILABLE' }] },
    undefined,
  ],
];

describe('a holding that is not listed', () => {
  test.each(ABSENT)('%s is explained at the step "%s", with what comes next', async (rule, step, holding, next) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.offer.put({ sells: CREDIT_ONLY });
    await bank.offer.put({ sells: 'all', from: 'P1M' });
    await bank.resources.create(customerId, { type: 'ACCOUNT', resourceId: 'chosen' });
    await bank.resources.create(customerId, { ...holding, resourceId: 'absent' });
    const selection = { resourceIds: ['chosen'] };
    const consent = await bank.consents.create({ customerId, permissions: 'all', selection });
    const listed = (await bank.consents.resources(consent.consentId)).resources;
    expect(listed.map(({ resourceId }) => resourceId)).toEqual(['chosen']);

    const { resources } = await bank.consents.explain(consent.consentId);
    const absent = resources.find(({ resourceId }) => resourceId === 'absent');
    expect(absent).toMatchObject({ type: holding.type, listed: false, rule });
    expect(absent?.steps.at(-1)).toEqual({ step, kept: false, rule });
    expect(absent?.steps.slice(0, -1).every(({ kept }) => kept)).toBe(true);
    if (next) expect(absent?.next).toMatchObject(next);
    else expect(absent).not.toHaveProperty('next');
    expect(absent?.reason.pt).not.toBe(rule);
    expect(absent?.reason.en).not.toBe(rule);
  });

  test('RES-027 is explained when the consent did not ask for it', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'FUND' });
    const permissions = ['EXCHANGES_READ', 'RESOURCES_READ'];
    const { consentId } = await bank.consents.create({ customerId, permissions });
    expect((await bank.consents.explain(consentId)).resources).toMatchObject([
      { listed: false, rule: 'RES-027', steps: [{ step: 'permitted', kept: false, rule: 'RES-027' }] },
    ]);
  });

  test('RES-010 is explained when it came after the confirmation', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    const { consentId } = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance('P1D');
    await bank.resources.create(customerId, { type: 'ACCOUNT' });
    expect((await bank.consents.explain(consentId)).resources).toMatchObject([{ listed: false, rule: 'RES-010' }]);
  });
});

describe('a holding that is listed', () => {
  test.each([
    ['RES-031', {}, 'AVAILABLE', undefined],
    [
      'RES-032',
      { timeline: [{ at: 'P1D', to: 'AVAILABLE' }], status: 'TEMPORARILY_UNAVAILABLE' },
      'TEMPORARILY_UNAVAILABLE',
      { at: '2026-03-03T12:00:00Z', status: 'AVAILABLE' },
    ],
    [
      'RES-033',
      { status: 'UNAVAILABLE' },
      'UNAVAILABLE',
      { at: '2026-06-02T12:00:00.001Z', listed: false, rule: 'RES-037' },
    ],
    [
      'RES-034',
      { status: 'PENDING_AUTHORISATION' },
      'PENDING_AUTHORISATION',
      { at: '2026-03-17T12:00:00Z', listed: false, rule: 'RES-002' },
    ],
    ['RES-031', { closedAt: '-P11M' }, 'AVAILABLE', { at: '2026-04-02T12:00:00.001Z', rule: 'RES-038' }],
  ] as const)('%s names the rule of its status and when that changes: %j', async (rule, extra, status, next) => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'LOAN', ...extra });
    const { consentId } = await bank.consents.create({ customerId, permissions: 'all' });
    const [loan] = (await bank.consents.explain(consentId)).resources;
    expect(loan).toMatchObject({ listed: true, status, rule, ...(next && { next }) });
    if (!next) expect(loan).not.toHaveProperty('next');
  });

  test('RES-044: it waits since the confirmation, however old it is', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, {
      type: 'ACCOUNT',
      resourceId: 'acc-1',
      contractedAt: '-P4Y',
      status: 'PENDING_AUTHORISATION',
    });
    await bank.resources.create(customerId, { type: 'ACCOUNT', resourceId: 'acc-2', contractedAt: '-P4Y' });
    await bank.clock.advance('P1D');
    const { consentId } = await bank.consents.create({ customerId, permissions: 'all' });
    expect((await bank.consents.explain(consentId)).resources).toMatchObject([
      { status: 'PENDING_AUTHORISATION', since: '2026-03-03T12:00:00Z' },
      { status: 'AVAILABLE', since: '2022-03-02T12:00:00Z' },
    ]);
  });

  test('RES-038 is what ended a shared holding after twelve months', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const { customerId } = await bank.customers.create(ANA);
    await bank.resources.create(customerId, { type: 'LOAN', closedAt: '-P11M' });
    const { consentId } = await bank.consents.create({ customerId, permissions: 'all' });
    await bank.clock.advance('P2M');
    expect((await bank.consents.explain(consentId)).resources).toMatchObject([
      { listed: true, status: 'UNAVAILABLE', rule: 'RES-038', since: '2026-04-02T12:00:00.001Z' },
    ]);
  });
});
