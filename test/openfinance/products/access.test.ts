import { describe, expect, test } from '@jest/globals';
import { PERMISSIONS } from '../../../src/openfinance/vocabulary.js';
import { ask, CPF, ENDPOINTS, idFor, LISTS, ofEachType, pathFor, shelf } from './shelf.js';

/** The whole group of credit operations. */
const CREDIT = PERMISSIONS.filter((name) => /^(LOANS|FINANCINGS|INVOICE_FINANCINGS|UNARRANGED)/.test(name));

describe('a consent', () => {
  test('without the permission of an endpoint is refused there, whatever the id: 403 (PRD-005)', async () => {
    const permissions = ['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ', 'RESOURCES_READ'] as const;
    await using poor = await shelf(ofEachType('open'), {}, { permissions: [...permissions] });
    for (const row of ENDPOINTS) {
      const { status, headers } = await poor.get(pathFor(row, idFor(row.product.type, 'open')));
      expect([row.title, status, headers.get('x-transmissora-rule')]).toEqual([row.title, 403, expect.any(String)]);
    }
  });

  test('for part of the account data reaches that part alone (PRD-005)', async () => {
    const permissions = ['ACCOUNTS_READ', 'ACCOUNTS_TRANSACTIONS_READ', 'RESOURCES_READ'] as const;
    await using part = await shelf([{ id: 'acc', type: 'ACCOUNT' }], {}, { permissions: [...permissions] });
    const accounts = ENDPOINTS.filter(({ product }) => product.family === 'accounts');
    const answers: Record<string, string> = {};
    for (const row of accounts) {
      const { status, headers } = await part.get(pathFor(row, 'acc'));
      answers[row.endpoint.path] = [status, headers.get('x-transmissora-rule')].join(' ').trim();
    }
    expect(answers).toEqual({
      '/accounts': '200',
      '/accounts/{accountId}': '200',
      '/accounts/{accountId}/transactions': '200',
      '/accounts/{accountId}/transactions-current': '200',
      '/accounts/{accountId}/balances': '403 PRD-005',
      '/accounts/{accountId}/overdraft-limits': '403 PRD-005',
    });
  });

  test('that ended is worth nothing to a product: 401 (RES-101)', async () => {
    await using ended = await shelf(ofEachType('open'));
    await ended.bank.consents.revoke(ended.consentId);
    for (const row of LISTS) expect((await ended.get(pathFor(row, ''))).status).toBe(401);
  });
});

describe('a product the institution does not sell', () => {
  test('is answered 404 on every path of its family, and on no other (PRD-004)', async () => {
    await using own = await shelf(ofEachType('open'));
    await own.bank.offer.put({ sells: ['LOAN'] });
    for (const row of ENDPOINTS) {
      for (const id of [idFor(row.product.type, 'open'), 'nothing', '-malformed']) {
        if (row.product.type === 'LOAN' && id !== idFor('LOAN', 'open')) continue;
        const { status, headers } = await own.get(`${pathFor(row, id)}?page-size=1001`);
        const refused = [status, headers.get('x-transmissora-rule')].join(' ') === '404 PRD-004';
        expect([row.title, refused]).toEqual([row.title, row.product.type !== 'LOAN']);
      }
    }
  });

  test('is answered 404 also where the consent lost its permissions to that (PRD-004, RES-026)', async () => {
    await using own = await shelf(ofEachType('open'));
    await own.bank.offer.put({ sells: ['LOAN'] });
    const { accessToken = '' } = await own.bank.consents.create({
      customerId: CPF,
      permissions: ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', ...CREDIT, 'RESOURCES_READ'],
    });
    for (const row of ENDPOINTS.filter(({ product }) => product.family === 'accounts')) {
      expect((await ask(own.bank, accessToken, pathFor(row, idFor('ACCOUNT', 'open')))).status).toBe(404);
    }
  });

  test('is served again from the day it is sold (PRD-004)', async () => {
    await using own = await shelf([{ id: 'loan', type: 'LOAN' }]);
    const path = '/open-banking/loans/v2/contracts';
    await own.bank.offer.put({ sells: [] });
    await own.bank.offer.put({ sells: ['LOAN'], from: 'P1D' });
    expect((await own.get(path)).status).toBe(404);
    await own.bank.clock.advance('P1D');
    expect((await own.get(path)).status).toBe(200);
  });
});

describe('the version announced in x-v', () => {
  test('is the document’s, or what the configuration says (RES-064)', async () => {
    await using own = await shelf(ofEachType('open'), { apiVersion: 'loans=2.7.0' });
    await using newer = await shelf([], { apiVersion: 'resources=3.2.0' });
    expect((await newer.get('/open-banking/resources/v3/resources')).headers.get('x-v')).toBe('3.2.0');
    for (const row of LISTS) {
      const { headers } = await own.get(pathFor(row, ''));
      expect(headers.get('x-v')).toBe(row.product.family === 'loans' ? '2.7.0' : row.product.version);
    }
  });
});
