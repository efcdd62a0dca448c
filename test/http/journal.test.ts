import { describe, expect, test } from '@jest/globals';
import { MemoryJournal } from '../../src/http/journal.js';
import { redactBody, redactHeaders, redactQuery } from '../../src/http/redact.js';
import { call, headersFor, list, LIST, NOW, world } from './calls.js';
import { journalContract } from './journal-contract.js';

journalContract('in memory', async (capacity) => new MemoryJournal(capacity));

describe('what the journal writes down of an official call', () => {
  test('is the exchange: time, request, answer, and whose it was', async () => {
    await using receiver = await world();
    const { bank, consentId } = receiver;
    await list(receiver, '?page=1');
    const { requests, dropped } = await bank.requests.find();
    expect(dropped).toBe(0);
    expect(requests).toEqual([
      expect.objectContaining({
        at: NOW,
        api: 'resources',
        method: 'GET',
        path: LIST,
        query: 'page=1',
        status: 200,
        consentId,
        clientId: 'receptora-demo',
        responseBody: expect.objectContaining({ meta: expect.objectContaining({ totalRecords: 1 }) }),
      }),
    ]);
  });

  test('is there for refusals too, with their rule, and for paths of no API', async () => {
    await using receiver = await world();
    await list(receiver, '', { 'x-fapi-interaction-id': undefined });
    await list(receiver, '', { authorization: undefined });
    await list(receiver, '', { prefer: 'code=504' });
    await call(`${receiver.bank.url}/open-banking/nothing`);
    const { requests } = await receiver.bank.requests.find();
    expect(requests.map(({ api, status, rule }) => [api, status, rule])).toEqual([
      ['resources', 400, 'RES-062'],
      ['resources', 401, 'RES-101'],
      ['resources', 504, 'RES-052'],
      ['unknown', 404, 'RES-103'],
    ]);
  });

  test('is not there for calls of the admin API, the pages and the health checks', async () => {
    await using receiver = await world();
    for (const path of ['/__admin/health', '/healthz', '/readyz', '/docs/', '/auth/jwks']) {
      await fetch(`${receiver.bank.url}${path}`).then((response) => response.text());
    }
    expect(await receiver.bank.requests.count()).toEqual({ count: 0, dropped: 0 });
  });

  test('never holds a credential, wherever it was sent', async () => {
    await using receiver = await world();
    const { bank, token } = receiver;
    await list(receiver, `?access_token=${token}&access%5Ftoken=${token}&page=1`);
    const headers = {
      ...headersFor(token),
      cookie: `session=${token}`,
      'x-api-key': token,
      'proxy-authorization': token,
    };
    await call(`${bank.url}${LIST}`, { headers });
    await call(`${bank.url}/nothing?token=${token}&Access_Token=${token}&client_secret=${token}`, { headers });
    const written = JSON.stringify(await bank.requests.find());
    expect(written).toContain('page=1');
    expect(written).toContain('Bearer [redacted');
    expect(written).not.toContain(token);
    expect(written).not.toContain(token.split('.')[2]);
  });
});

describe('redaction', () => {
  test('keeps the scheme of a credential, and gives the same secret the same mask', () => {
    const { authorization } = redactHeaders({ authorization: 'Bearer abc' });
    expect(authorization).toMatch(/^Bearer \[redacted [0-9a-f]{12}\]$/);
    expect(redactHeaders({ authorization: 'Bearer abc' })).toEqual({ authorization });
    expect(redactHeaders({ authorization: 'Bearer abd' })).not.toEqual({ authorization });
    const others = redactHeaders({
      authorization: 'abc def',
      cookie: 'a=abc; b=def',
      'set-cookie': ['a=abc', 'b=def'],
    });
    expect(JSON.stringify(others)).not.toMatch(/abc|def"/);
    expect(redactHeaders({ accept: '*/*', 'x-a': undefined })).toEqual({ accept: '*/*' });
  });

  test('masks the secret parameters of a query alone, however they are spelt', () => {
    expect(redactQuery('')).toBe('');
    expect(redactQuery('page=1&x')).toBe('page=1&x');
    for (const name of ['access_token', 'access%5Ftoken', '%61ccess_token', 'Client_Secret', 'code']) {
      expect(redactQuery(`page=1&${name}=s=e=cret`)).toMatch(/^page=1&[^=]+=\[redacted [0-9a-f]{12}\]$/);
    }
    expect(redactQuery('%zz=1')).toBe('%zz=1');
  });

  test('masks the secrets of a body, and leaves the body itself alone', () => {
    const body = { access_token: 'abc', password: 'abc', client_secret: 'abc', page: 1, errors: [{ code: 'X' }] };
    const masked = expect.stringMatching(/^\[redacted/);
    expect(redactBody(body)).toEqual({ ...body, access_token: masked, password: masked, client_secret: masked });
    expect(body.client_secret).toBe('abc');
    const harmless = { data: [1, 'a', null], errors: [{ code: 'X' }] };
    expect(redactBody(harmless)).toBe(harmless);
    expect([redactBody('text'), redactBody(null), redactBody([1])]).toEqual(['text', null, [1]]);
  });

  test('takes the signature off a signed statement, so that it can be read and not be used', () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'PS256' })}.${part({ jti: 'one' })}.c2lnbmF0dXJl`;
    const masked = expect.stringMatching(/^\[redacted/);
    expect(redactBody({ request: signed, assertion: signed, client_assertion: 'a.b.c' })).toEqual({
      request: { redacted: masked, header: { alg: 'PS256' }, claims: { jti: 'one' } },
      assertion: masked,
      client_assertion: masked,
    });
    expect(JSON.stringify(redactBody({ request: signed }))).not.toContain('c2lnbmF0dXJl');
  });
});
