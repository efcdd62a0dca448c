import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/conformance/report.js';
import { type Bank, startTransmissora } from '../../src/index.js';
import { ANA, BRUNO, NOW } from '../support/receiver.js';
import { CONSENTS, ownToken, PERMISSIONS, RESOURCES, send } from '../support/receiver-calls.js';
import { WellBehavedReceiver } from '../support/well-behaved-receiver.js';

let bank: Bank;
beforeEach(async () => {
  bank = await startTransmissora({ now: NOW });
  for (const person of [ANA, BRUNO]) await bank.customers.create(person);
  for (const resourceId of ['acc-1', 'acc-2']) await bank.resources.create(ANA.cpf, { type: 'ACCOUNT', resourceId });
  await bank.resources.create(ANA.cpf, { type: 'ACCOUNT', resourceId: 'joint-1', status: 'PENDING_AUTHORISATION' });
  await bank.resources.create(ANA.cpf, { type: 'LOAN', resourceId: 'ended-1', status: 'UNAVAILABLE' });
  for (let number = 1; number <= 30; number += 1)
    await bank.resources.create(ANA.cpf, { type: 'LOAN', resourceId: `loan-${number}` });
  await bank.resources.create(ANA.cpf, { type: 'FUND', resourceId: 'fund-1', contractedAt: 'P1D' });
  await bank.resources.create(BRUNO.cpf, { type: 'ACCOUNT', resourceId: 'acc-bruno' });
});
afterEach(() => bank.close());

const rulesWith = (report: Report, verdict: string): readonly string[] =>
  report.results.filter((result) => result.verdict === verdict).map(({ rule }) => rule);

describe('a receiver that does as the texts ask', () => {
  test('passes every rule it exercises, and exercises most', async () => {
    const receiver = new WellBehavedReceiver(bank, ANA.cpf);
    const consentId = await receiver.askForConsent();
    await bank.consents.prepare(consentId, 'PT20S');
    await bank.consents.authorise(consentId);
    await receiver.comeBack();

    await receiver.readDetails(await receiver.list());
    await receiver.readList('LOAN');
    await receiver.readList('ACCOUNT');

    // An account is blocked, and found so.
    await bank.resources.transition('acc-2', 'TEMPORARILY_UNAVAILABLE');
    await receiver.readList('ACCOUNT');
    await receiver.list();

    // The bank falters, and then has enough of it.
    const loans = '/open-banking/loans/v2/contracts/loan-1';
    await bank.faults.put([
      { match: { api: 'loans' }, answer: { status: 503 }, times: 2 },
      { match: { api: 'loans' }, answer: { status: 429, headers: { 'retry-after': '20' } }, times: 1 },
    ]);
    expect((await receiver.insist(loans)).status).toBe(200);

    // Days later there is more to read.
    await receiver.wait(2 * 86_400);
    await receiver.readDetails(await receiver.list());
    // With a joint account, the consent can only be extended by redirect: once told, it does not ask again.
    expect((await receiver.extend()).body.errors?.[0]?.code).toBe('DEPENDE_MULTIPLA_ALCADA');

    await bank.situations.mark({ consentId, what: 'user-revoked-at-receiver' });
    await receiver.revoke();

    const report = await bank.receiverReport({ consentId });
    const { results } = report;
    expect(results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')).toEqual([]);
    // What takes the authorization server, or a breach, stays open.
    expect(rulesWith(report, 'skip')).toEqual(['RCV-10', 'RCV-17', 'RCV-21', 'RCV-24', 'RCV-28', 'RCV-31']);
  });
});

describe('a clumsy receiver', () => {
  test('gets exactly the faults it commits', async () => {
    const own = await ownToken(bank);
    const ask = (data: object) =>
      send(bank, CONSENTS, {
        method: 'POST',
        token: own,
        body: { data: { loggedUser: { document: { identification: ANA.cpf, rel: 'CPF' } }, ...data } },
      });
    await ask({ permissions: ['ACCOUNTS_READ'] }); // RCV-22
    await ask({ permissions: PERMISSIONS, expirationDateTime: '2300-01-01T00:00:00Z' }); // RCV-23
    const { body } = await ask({ permissions: PERMISSIONS });
    const { consentId } = body.data as { consentId: string };
    await bank.consents.prepare(consentId, 'PT30S');
    await bank.consents.authorise(consentId);
    const token = (await bank.token({ consentId })).access_token;
    const get = (path: string, headers?: Record<string, string>) =>
      send(bank, path, { token, ...(headers && { headers }) });
    const wait = (seconds: number) => bank.clock.advance(`PT${seconds}S`);
    const account = '/open-banking/accounts/v2/accounts';

    await get(account); // RCV-04
    for (let status = 202; status === 202; await wait(10)) status = (await get(RESOURCES)).status; // RCV-05, RCV-15
    await get(RESOURCES, {}); // RCV-01
    const id = randomUUID();
    await get(`${account}/acc-1`, { 'x-fapi-interaction-id': id });
    await get(`${account}/acc-2`, { 'x-fapi-interaction-id': id, 'x-v': '2.4.0' }); // RCV-02, RCV-32
    await get(`${RESOURCES}?page-size=10&page=3`); // RCV-17
    await get('/open-banking/loans/v2/contracts/ended-1'); // RCV-08
    await get(`${account}/joint-1`); // RCV-09
    await get(`${account}/joint-1`); // RCV-10
    await get(`${account}/acc-bruno`); // RCV-30
    await get('/open-banking/exchanges/v1/operations'); // RCV-13
    for (let times = 0; times < 2; times += 1) await get('/open-banking/loans/v2/contracts/loan-1/payments'); // RCV-29

    await bank.resources.transition('acc-2', 'TEMPORARILY_UNAVAILABLE');
    for (let times = 0; times < 2; times += 1) await get(account); // RCV-11

    await bank.faults.put([
      { match: { api: 'resources' }, answer: { status: 503 }, times: 2 },
      { match: { api: 'loans' }, answer: { status: 429, headers: { 'retry-after': '60' } }, times: 1 },
    ]);
    for (let times = 0; times < 3; times += 1) await get(RESOURCES).then(() => wait(5)); // RCV-06
    for (let times = 0; times < 2; times += 1) await get('/open-banking/loans/v2/contracts'); // RCV-27
    for (let times = 0; times < 4; times += 1) await send(bank, '/participants', { headers: {} }); // RCV-14

    await wait(3 * 86_400);
    await get(`${account}/acc-1`); // RCV-12
    await send(bank, `${account}/acc-1`, { token: own }); // RCV-19
    await get(`${account}?access_token=${token}`); // RCV-20
    await get(`${account}/acc-1`); // RCV-18
    await bank.situations.mark({ consentId, what: 'user-revoked-at-receiver' }); // RCV-26

    const report = await bank.receiverReport();
    expect(rulesWith(report, 'fail')).toEqual([
      'RCV-01',
      'RCV-15',
      'RCV-17',
      'RCV-19',
      'RCV-20',
      'RCV-22',
      'RCV-23',
      'RCV-26',
      'RCV-30',
    ]);
    expect(rulesWith(report, 'warn')).toEqual([
      'RCV-02',
      'RCV-04',
      'RCV-05',
      'RCV-06',
      'RCV-08',
      'RCV-09',
      'RCV-10',
      'RCV-11',
      'RCV-12',
      'RCV-13',
      'RCV-14',
      'RCV-18',
      'RCV-27',
      'RCV-29',
      'RCV-32',
    ]);
    expect(rulesWith(report, 'pass')).toEqual(['RCV-03', 'RCV-07']);
  });
});
