import { describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../../src/index.js';
import { ANA, admin, listOf, NOW, thrownBy } from '../../support/receiver.js';
import { extend } from '../consents/official.js';
import { ask } from './shelf.js';

const BASE = '/open-banking/customers/v2/personal';
const PATHS = ['identifications', 'qualifications', 'financial-relations'];

interface World extends AsyncDisposable {
  readonly bank: Bank;
  readonly consentId: string;
  readonly accessToken: string;
  /** Status, code and title of each call of the Customers API. */
  codes(): Promise<readonly unknown[]>;
}

async function world(registration?: Parameters<Bank['customers']['create']>[0]['registration']): Promise<World> {
  const bank = await startTransmissora({ now: NOW, logLevel: 'silent' });
  await bank.customers.create({ ...ANA, ...(registration && { registration }) });
  await bank.resources.create(ANA.cpf, { type: 'ACCOUNT', resourceId: 'conta' });
  const { consentId, accessToken = '' } = await bank.consents.create({ customerId: ANA.cpf, permissions: 'all' });
  const codes = async () => {
    const answers = await Promise.all(PATHS.map((path) => ask(bank, accessToken, `${BASE}/${path}`)));
    return [...new Set(answers.map(({ status, body }) => body.errors?.[0]?.code ?? status))];
  };
  return { bank, consentId, accessToken, codes, [Symbol.asyncDispose]: () => bank.close() };
}

describe('who the customer is', () => {
  test.each([
    ['TEMPORARILY_UNAVAILABLE', 'Recurso temporariamente indisponível'],
    ['UNAVAILABLE', 'Recurso indisponível'],
    ['PENDING_AUTHORISATION', 'Aguardando autorização de múltiplas alçadas'],
  ] as const)('PRD-014 is refused with 403 while it is %s, and the resources are not', async (status, title) => {
    await using one = await world({ status });
    expect(await one.codes()).toEqual([`STATUS_RESOURCE_${status}`]);
    const { status: answered, body } = await ask(one.bank, one.accessToken, `${BASE}/identifications`);
    expect([answered, body.errors[0].title]).toEqual([403, title]);
    expect(await listOf(one.bank, one)).toEqual([{ resourceId: 'conta', type: 'ACCOUNT', status: 'AVAILABLE' }]);
  });

  test('PRD-014 follows what is scheduled, to the instant, and tells it as due', async () => {
    await using one = await world({ timeline: [{ at: 'PT1H', to: 'TEMPORARILY_UNAVAILABLE' }] });
    await one.bank.clock.advance('PT59M59.999S');
    expect(await one.codes()).toEqual([200]);
    const { fired } = await one.bank.clock.advance('PT0.001S');
    expect(fired).toEqual([
      {
        at: '2026-03-02T13:00:00Z',
        entity: `registration:${ANA.cpf}`,
        event: 'AVAILABLE → TEMPORARILY_UNAVAILABLE',
        rule: 'RES-032',
      },
    ]);
    expect(await one.codes()).toEqual(['STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE']);
  });

  test('PRD-014 waits in each consent for its own approvers, for fifteen days', async () => {
    await using one = await world({ status: 'PENDING_AUTHORISATION' });
    const other = await one.bank.consents.create({ customerId: ANA.cpf, permissions: 'all' });
    const path = `/customers/${ANA.cpf}/registration/transitions`;
    const decided = await admin(one.bank, 'POST', path, { to: 'AVAILABLE', consentId: one.consentId });
    expect([decided.status, decided.body['status'], decided.body['consentId']]).toEqual([
      200,
      'AVAILABLE',
      one.consentId,
    ]);
    expect(await one.codes()).toEqual([200]);
    const there = () => ask(one.bank, other.accessToken ?? '', `${BASE}/identifications`);
    expect((await there()).body.errors[0].code).toBe('STATUS_RESOURCE_PENDING_AUTHORISATION');
    const { fired } = await one.bank.clock.advance('P15D');
    expect(fired.map(({ entity, rule }) => [entity, rule])).toEqual([
      [`consent:${other.consentId} registration:${ANA.cpf}`, 'RES-045'],
    ]);
    const { access_token: token } = await one.bank.token({ consentId: other.consentId });
    const late = await ask(one.bank, token, `${BASE}/identifications`);
    expect(late.body.errors[0].code).toBe('STATUS_RESOURCE_UNAVAILABLE');
    const again = { to: 'AVAILABLE', consentId: other.consentId };
    expect((await admin(one.bank, 'POST', path, again)).body).toMatchObject({ status: 409, rule: 'RES-034' });
  });

  test('CON-4.2.1 that needs several approvers makes the consent depend on them', async () => {
    await using one = await world({ status: 'PENDING_AUTHORISATION' });
    const data = { loggedUser: { document: { identification: ANA.cpf, rel: 'CPF' } } };
    const { status, body } = await extend(one.bank, one.consentId, one.accessToken, data);
    expect([status, body.errors?.[0]?.code]).toEqual([422, 'DEPENDE_MULTIPLA_ALCADA']);
  });

  test('RES-035 takes no move the statuses forbid, and says which it would take', async () => {
    await using one = await world();
    await one.bank.customers.moveRegistration(ANA.cpf, 'UNAVAILABLE');
    const refused = await admin(one.bank, 'POST', `/customers/${ANA.cpf}/registration/transitions`, {
      to: 'AVAILABLE',
    });
    expect(refused).toMatchObject({
      status: 409,
      body: { from: 'UNAVAILABLE', to: 'AVAILABLE', allowed: [], rule: 'RES-033' },
    });
    const contradiction = one.bank.customers.create({
      cpf: '11144477735',
      registration: { timeline: [{ at: 'PT1H', to: 'PENDING_AUTHORISATION' }] },
    });
    expect(await thrownBy(contradiction)).toMatchObject({ kind: 'conflict', facts: { rule: 'RES-034' } });
  });

  test('PRD-014 is shown with its past and what is scheduled', async () => {
    await using one = await world({ timeline: [{ at: 'PT1H', to: 'TEMPORARILY_UNAVAILABLE', cause: 'fraude' }] });
    const moved = await one.bank.customers.moveRegistration(ANA.cpf, 'AVAILABLE', { at: 'PT2H' });
    expect(moved.scheduled.map(({ at, status, cause }) => [at, status, cause])).toEqual([
      ['2026-03-02T13:00:00Z', 'TEMPORARILY_UNAVAILABLE', 'fraude'],
      ['2026-03-02T14:00:00Z', 'AVAILABLE', 'operator'],
    ]);
    await one.bank.clock.advance('PT90M');
    const { registration } = await one.bank.customers.get(ANA.cpf);
    expect([registration.status, registration.history.length, registration.scheduled.length]).toEqual([
      'TEMPORARILY_UNAVAILABLE',
      1,
      1,
    ]);
  });

  test('PRD-005 cannot be decided on in a consent that does not reach it, or is another customer’s', async () => {
    await using one = await world({ status: 'PENDING_AUTHORISATION' });
    const { consentId } = await one.bank.consents.create({
      customerId: ANA.cpf,
      permissions: ['EXCHANGES_READ', 'RESOURCES_READ'],
    });
    const decide = (customerId: string) => one.bank.customers.moveRegistration(customerId, 'AVAILABLE', { consentId });
    expect(await thrownBy(decide(ANA.cpf))).toMatchObject({ kind: 'unprocessable', facts: { rule: 'PRD-005' } });
    await one.bank.customers.create({ cpf: '11144477735' });
    expect(await thrownBy(decide('11144477735'))).toMatchObject({ kind: 'unprocessable', facts: { rule: 'PRD-009' } });
  });
});
