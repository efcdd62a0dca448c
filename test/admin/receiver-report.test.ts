import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { type Bank, startTransmissora } from '../../src/index.js';
import { ANA, admin, askResources, NOW } from '../support/receiver.js';

let bank: Bank;
let consentId: string;
let accessToken: string;
beforeEach(async () => {
  bank = await startTransmissora({ now: NOW });
  await bank.customers.create(ANA);
  await bank.resources.create(ANA.cpf, { type: 'ACCOUNT', resourceId: 'acc-1' });
  const created = await bank.consents.create({ customerId: ANA.cpf, permissions: 'all' });
  consentId = created.consentId;
  accessToken = created.accessToken ?? '';
  await askResources(bank, { accessToken });
});
afterEach(() => bank.close());

const get = (query = '', headers: Record<string, string> = {}) =>
  fetch(`${bank.url}/__admin/receiver-report${query}`, { headers });
const verdictOn = async (rule: string, wanted: Parameters<Bank['receiverReport']>[0] = { consentId }) =>
  (await bank.receiverReport(wanted)).results.find((result) => result.rule === rule)?.verdict;

describe('GET /__admin/receiver-report', () => {
  test('says of each of 32 rules what the journal shows', async () => {
    const report = await bank.receiverReport({ consentId });
    expect(report).toMatchObject({ subject: 'receiver', target: bank.url, language: 'pt', scope: { consentId } });
    const { passed, failed, warned, skipped } = report.summary;
    expect([passed + failed + warned + skipped, failed, warned]).toEqual([32, 0, 0]);
    expect(await verdictOn('RCV-01')).toBe('pass');
    expect(await verdictOn('RCV-04')).toBe('pass');
    expect((await (await get(`?consentId=${consentId}`)).json()) as object).toMatchObject({ summary: report.summary });
  });

  test.each([
    ['application/json', /^application\/json/, '{"subject":"receiver"'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9', /^text\/html/, '<!doctype html>'],
    ['application/xml', /^application\/xml/, '<?xml'],
    ['*/*', /^application\/json/, '{"subject":"receiver"'],
  ])('comes in the form asked for: %s', async (accept, type, start) => {
    const response = await get('', { accept });
    expect(response.headers.get('content-type')).toMatch(type);
    const text = await response.text();
    expect(text.slice(0, start.length)).toBe(start);
    if (start === '<?xml') expect(XMLValidator.validate(text)).toBe(true);
  });

  test('in a form there is not, is refused with 406 and what there is', async () => {
    const response = await get('', { accept: 'image/png' });
    expect([response.status, response.headers.get('content-type')]).toEqual([406, 'application/problem+json']);
    expect(await response.text()).toContain('text/html');
  });

  test('speaks the language asked for, Portuguese otherwise', async () => {
    const title = async (language: string) =>
      ((await (await get('', { 'accept-language': language })).json()) as { results: { title: string }[] }).results[0]
        ?.title;
    expect(await title('en-GB,en;q=0.9')).toMatch(/^The receiver sends/);
    expect(await title('fr')).toMatch(/^A receptora envia/);
  });

  test('of a consent there is not, or of another client, is not found', async () => {
    expect((await get('?consentId=urn:nobody:1')).status).toBe(404);
    expect((await get(`?consentId=${consentId}&clientId=somebody-else`)).status).toBe(404);
    await expect(bank.receiverReport({ consentId: 'urn:nobody:1' })).rejects.toThrow('urn:nobody:1');
  });

  test('of a receiver that never called, has nothing to judge', async () => {
    const { summary } = await bank.receiverReport({ clientId: 'never-seen' });
    expect(summary).toEqual({ passed: 0, failed: 0, warned: 0, skipped: 32 });
  });

  test('of one consent leaves the calls of another out', async () => {
    const other = await bank.consents.create({ customerId: ANA.cpf, permissions: 'all' });
    await fetch(`${bank.url}/open-banking/resources/v3/resources`, {
      headers: { authorization: `Bearer ${other.accessToken}` },
    });
    expect(await verdictOn('RCV-01')).toBe('pass');
    expect(await verdictOn('RCV-01', { consentId: other.consentId })).toBe('fail');
    expect(await verdictOn('RCV-01', {})).toBe('fail');
  });

  test('holds no secret in any of its forms, wherever it was sent', async () => {
    const canary = 'canary-5d1f';
    const secrets = { authorization: `Bearer ${accessToken}`, cookie: `session=${canary}`, 'x-api-key': canary };
    const query = `?access_token=${canary}&client_secret=${canary}`;
    for (const path of ['/open-banking/resources/v3/resources', '/open-banking/accounts/v2/accounts/acc-1'])
      await fetch(`${bank.url}${path}${query}`, { headers: secrets });
    for (const accept of ['application/json', 'text/html', 'application/xml']) {
      const text = await (await get('', { accept })).text();
      expect(text).toContain('redacted');
      expect(text).not.toContain(canary);
      expect(text).not.toContain(accessToken.split('.')[2]);
    }
  });
});

describe('POST /__admin/situations', () => {
  test('tells what traffic cannot show: revoked at the receiver, the consent must be deleted (RCV-26)', async () => {
    expect(await verdictOn('RCV-26')).toBe('skip');
    expect(await admin(bank, 'POST', '/situations', { consentId, what: 'user-revoked-at-receiver' })).toMatchObject({
      status: 201,
      body: { consentId, what: 'user-revoked-at-receiver', at: NOW },
    });
    expect(await verdictOn('RCV-26')).toBe('fail');
    const { access_token } = await bank.token({ grantType: 'client_credentials', scope: 'consents' });
    await fetch(`${bank.url}/open-banking/consents/v3/consents/${consentId}`, {
      method: 'DELETE',
      headers: {
        authorization: `Bearer ${access_token}`,
        'x-fapi-interaction-id': '73cac523-d3ae-2289-b106-330a6218710d',
      },
    });
    expect(await verdictOn('RCV-26')).toBe('pass');
  });

  test('takes only situations a rule asks for, of a consent there is', async () => {
    const { status, body } = await admin(bank, 'POST', '/situations', { consentId, what: 'rained' });
    expect([status, String(body['detail'])]).toEqual([400, expect.stringContaining('what')]);
    await expect(bank.situations.mark({ consentId, what: 'rained' as never })).rejects.toThrow('user-revoked');
    await expect(bank.situations.mark({ consentId: 'urn:nobody:1', what: 'redirect-failed' })).rejects.toThrow();
  });
});

test('the page brings the rules it links to along, and all of them are served beside the API', async () => {
  const html = await (await get('', { accept: 'text/html' })).text();
  const [, anchor = ''] = /<a href="#([^"]+)">RCV-01/.exec(html) ?? [];
  expect(anchor).toBe('docs/rules.md:rcv-01');
  expect(html).toContain(`id="${anchor}"`);
  const response = await fetch(`${bank.url}/docs/rules.md`);
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('# Regras · Rules')]);
});
