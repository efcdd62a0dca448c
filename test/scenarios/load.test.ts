import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Scenario, startTransmissora } from '../../src/index.js';
import { holdingsFor } from '../../src/scenarios/load.js';
import { admin, ANA, askResources, BRUNO, NOW, statusesOf } from '../support/receiver.js';

const bank = await startTransmissora({ now: NOW });
const empty = await bank.snapshot();
beforeEach(() => bank.restore(empty));
afterAll(() => bank.close());

const worldOf = (name: string, over: Partial<Scenario> = {}): Scenario => ({
  name,
  about: 'A world.',
  customers: { ana: { ...ANA, resources: [{ id: 'conta-1', type: 'ACCOUNT', contractedAt: '-P1Y' }] } },
  consents: { ana: { customer: 'ana', permissions: 'all' } },
  ...over,
});

const send = async (contentType: string, body: string) => {
  const headers = { 'content-type': contentType };
  const response = await fetch(`${bank.url}/__admin/scenarios`, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as Loaded };
};

interface Loaded {
  readonly clock: { readonly name: string; readonly now: string; readonly frozen: boolean };
  readonly consents: Readonly<Record<string, { readonly consentId: string; readonly accessToken: string }>>;
}

const tokenOf = ({ consents }: Loaded, key: string) => ({ accessToken: consents[key]?.accessToken ?? '' });

/** As the contract shows it to users. */
const BLOCKED_ACCOUNT = `
name: blocked-account
about: An account is blocked while the receiver consumes it, and comes back two hours later.
clock: { now: "2026-03-02T12:00:00Z", frozen: true }
sells: all                       # or a list of resource types this transmitter offers
customers:
  alice:
    cpf: "76109277673"
    resources:
      - { id: acc-1, type: ACCOUNT, status: AVAILABLE, contractedAt: -P2Y, timeline: [ { at: PT10M, to: TEMPORARILY_UNAVAILABLE }, { at: PT2H10M, to: AVAILABLE } ] }
      - { id: loan-1, type: LOAN, status: AVAILABLE, contractedAt: P1D }     # appears tomorrow: grouped products
consents:
  alice: { customer: alice, permissions: all, selected: [acc-1], preparation: { readyAfter: PT1M } }
steps:
  - { get: /open-banking/resources/v3/resources, as: alice, expect: { status: 202 } }
  - { advance: PT1M }
  - { get: /open-banking/resources/v3/resources, as: alice, expect: { status: 200, resources: { acc-1: AVAILABLE } } }
`;

describe('loading', () => {
  test('takes YAML in the body', async () => {
    const { status, body } = await send('application/yaml', BLOCKED_ACCOUNT);
    expect(status).toBe(201);
    await bank.clock.advance('PT10M');
    expect(await statusesOf(bank, tokenOf(body, 'alice'))).toEqual({ 'acc-1': 'TEMPORARILY_UNAVAILABLE' });
    await bank.clock.advance('P1D');
    expect(await statusesOf(bank, tokenOf(body, 'alice'))).toEqual({ 'acc-1': 'AVAILABLE', 'loan-1': 'AVAILABLE' });
  });

  test('takes JSON in the body', async () => {
    const { status, body } = await send('application/json', JSON.stringify(worldOf('json')));
    expect(status).toBe(201);
    expect(await statusesOf(bank, tokenOf(body, 'ana'))).toEqual({ 'conta-1': 'AVAILABLE' });
  });

  test('takes the object itself in the library', async () => {
    const { consents } = await bank.scenarios.load(worldOf('object'));
    expect(await statusesOf(bank, consents['ana'] ?? {})).toEqual({ 'conta-1': 'AVAILABLE' });
  });

  test('names a shipped scenario', async () => {
    const { status, body } = await admin(bank, 'POST', '/scenarios/ready-at-once/load');
    expect(status).toBe(200);
    expect(body['customers']).toEqual({ beatriz: { customerId: '99900100131' } });
  });

  test('does not reach files by name', async () => {
    const { status } = await admin(bank, 'POST', `/scenarios/${encodeURIComponent('../scenarios/demo.yaml')}/load`);
    expect(status).toBe(404);
  });

  test('a second time starts the scenario afresh, with the same ids', async () => {
    const first = await bank.scenarios.load('temporary-block');
    await bank.clock.advance('PT10M');
    await bank.consents.revoke(first.consents['fernanda']?.consentId ?? '');
    const second = await bank.scenarios.load('temporary-block');
    expect(await bank.clock.now()).toBe(NOW);
    expect(second.consents['fernanda']?.consentId).toBe(first.consents['fernanda']?.consentId);
    expect(await statusesOf(bank, second.consents['fernanda'] ?? {})).toEqual({
      'conta-bloqueio-1': 'AVAILABLE',
      'emprestimo-bloqueio-1': 'AVAILABLE',
      'cartao-bloqueio-1': 'AVAILABLE',
    });
  });

  test('replaces the customers it names and leaves the others', async () => {
    const bruno = { ...BRUNO, resources: [{ id: 'conta-2', type: 'ACCOUNT' as const }] };
    await bank.scenarios.load(worldOf('first'));
    const other = await bank.scenarios.load(
      worldOf('other', { customers: { bruno }, consents: { bruno: { customer: 'bruno', permissions: 'all' } } }),
    );
    await bank.scenarios.load(worldOf('again', { customers: { ana: { ...ANA } } }));
    expect((await bank.customers.get(ANA.cpf)).resources).toEqual([]);
    expect(await statusesOf(bank, other.consents['bruno'] ?? {})).toEqual({ 'conta-2': 'AVAILABLE' });
  });

  test('refuses an id that another customer has, and loads nothing', async () => {
    await bank.scenarios.load(worldOf('first'));
    const thief = worldOf('second', {
      customers: { bruno: { ...BRUNO, resources: [{ id: 'conta-1', type: 'ACCOUNT' }] } },
      consents: {},
    });
    await expect(bank.scenarios.load(thief)).rejects.toThrow(
      /customers\.bruno\.resources\.0: resource conta-1 already exists$/,
    );
    await expect(bank.customers.get(BRUNO.cpf)).rejects.toThrow(/there is no customer/);
  });

  test('with a clock of its own name leaves default alone', async () => {
    const clock = { name: 'viagem', now: '2027-01-01T00:00:00Z' };
    const loaded = await bank.scenarios.load(worldOf('apart', { clock }));
    expect(loaded.clock).toEqual({ ...clock, frozen: true });
    await bank.clockNamed('viagem').advance('P1D');
    expect(await bank.clock.now()).toBe(NOW);
    expect((await bank.customers.get(ANA.cpf)).now).toBe('2027-01-02T00:00:00Z');
  });

  test('without a clock leaves time as it is', async () => {
    await bank.clock.advance('P1D');
    const { clock } = await bank.scenarios.load(worldOf('timeless'));
    expect(clock).toEqual({ name: 'default', now: '2026-03-03T12:00:00Z', frozen: true });
  });

  test('without an offer leaves the offer as it is', async () => {
    await bank.offer.put({ sells: ['ACCOUNT'] });
    await bank.scenarios.load(worldOf('offerless'));
    expect((await bank.offer.get()).sells).toEqual(['ACCOUNT']);
  });

  test('sets the offer and its additions', async () => {
    await bank.scenarios.load(worldOf('offer', { sells: ['ACCOUNT', { type: 'EXCHANGE', from: 'P10D' }] }));
    expect(await bank.offer.get()).toEqual({
      sells: ['ACCOUNT'],
      scheduled: [{ from: '2026-03-12T12:00:00Z', sells: ['ACCOUNT', 'EXCHANGE'] }],
    });
  });

  test('leaves a consent unconfirmed when told so', async () => {
    const consents = { ana: { customer: 'ana', permissions: 'all' as const, authorise: false } };
    const loaded = await bank.scenarios.load(worldOf('waiting', { consents }));
    expect((await askResources(bank, loaded.consents['ana'] ?? {})).status).toBe(401);
  });
});

describe('count', () => {
  const idsOf = (id: string): unknown[] =>
    holdingsFor({ id, type: 'FUND', count: 3 }).map(({ resourceId }) => resourceId);

  test('puts 1, 2, 3 where {n} stands', () => {
    expect(idsOf('fundo-{n}-a')).toEqual(['fundo-1-a', 'fundo-2-a', 'fundo-3-a']);
  });

  test('puts them at the end where there is no {n}', () => {
    expect(idsOf('fundo')).toEqual(['fundo-1', 'fundo-2', 'fundo-3']);
  });

  test('keeps the facts of each', () => {
    expect(holdingsFor({ id: 'a-{n}', type: 'LOAN', status: 'UNAVAILABLE', count: 1 })).toEqual([
      { resourceId: 'a-1', type: 'LOAN', status: 'UNAVAILABLE' },
    ]);
  });
});
