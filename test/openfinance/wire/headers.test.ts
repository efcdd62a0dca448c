import { describe, expect, test } from '@jest/globals';
import { headersFor, LIST, list, NOW, raw, requestText, UUID, world } from '../../http/calls.js';

const ID = '6F0B1C52-8f5d-4e0c-9a57-3b1d2c4e7f80';
const OFFICIAL_DATE = 'Mon, 02 Mar 2026 11:59:59 GMT';

describe('x-fapi-interaction-id', () => {
  test('RES-060 RES-062 RES-063 a call without it is refused with 400, and the value to adopt', async () => {
    await using receiver = await world();
    const answer = await list(receiver, '', { 'x-fapi-interaction-id': undefined });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.headers.get('x-fapi-interaction-id')).toMatch(UUID);
    const adopted = await list(receiver, '', {
      'x-fapi-interaction-id': answer.headers.get('x-fapi-interaction-id') ?? '',
    });
    expect(adopted.status).toBe(200);
  });

  test('RES-062 a value that is no UUID is refused with 400 and a fresh UUID each time', async () => {
    await using receiver = await world();
    const malformed = ['', 'abc', ID.replaceAll('-', ''), `${ID}0`, `{${ID}}`, ID.replace('6F', '6G'), ID.repeat(40)];
    const fresh = new Set<string>();
    for (const id of [...malformed, `${ID}, ${ID}`]) {
      const { status, headers, body } = await list(receiver, '', { 'x-fapi-interaction-id': id });
      expect([id, status, body.errors[0]?.code]).toEqual([id, 400, 'PARAMETRO_INVALIDO']);
      expect(headers.get('x-transmissora-rule')).toBe('RES-062');
      expect(headers.get('x-fapi-interaction-id')).toMatch(UUID);
      fresh.add(headers.get('x-fapi-interaction-id') ?? '');
    }
    expect(fresh.size).toBe(malformed.length + 1);
  });

  test('RES-062 the header sent twice is refused with 400 and a fresh UUID', async () => {
    await using receiver = await world();
    const { bank, token } = receiver;
    const twice = requestText(LIST, { ...headersFor(token), 'x-fapi-interaction-id': ID, 'X-Fapi-Interaction-Id': ID });
    const answer = await raw(bank, twice);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toContain(ID);
    expect(answer).toMatch(/x-fapi-interaction-id: [0-9a-f-]{36}\r\n/i);
  });

  test('RES-061 every outcome echoes the value received, unchanged', async () => {
    await using receiver = await world({ loans: 30 });
    await using preparing = await world({ consent: { preparation: { readyAfter: 'never' } } });
    const { bank, token, consentId } = receiver;
    const echo = { 'x-fapi-interaction-id': ID };
    const withoutScope = (await bank.token({ consentId, scope: 'accounts' })).access_token;
    const headers = { ...headersFor(token), ...echo };
    const outcomes = [
      await list(receiver, '', echo),
      await list(preparing, '', echo),
      await list(receiver, '', { ...echo, 'x-customer-user-agent': 'x'.repeat(256) }),
      await list(receiver, '', { ...echo, authorization: undefined }),
      await list({ bank, token: withoutScope }, '', echo),
      await list(receiver, '/nothing', echo),
      await fetchAnswer(`${bank.url}${LIST}`, { method: 'DELETE', headers }),
      await list(receiver, '', { ...echo, accept: 'text/html' }),
      await list(receiver, '?page=3', echo),
      await list(receiver, '', { ...echo, prefer: 'code=500' }),
    ];
    await preparing.bank.clock.advance('PT5M');
    outcomes.push(await list(preparing, '', echo));
    expect(outcomes.map(({ status }) => status)).toEqual([200, 202, 400, 401, 403, 404, 405, 406, 422, 500, 504]);
    expect(outcomes.map((answer) => answer.headers.get('x-fapi-interaction-id'))).toEqual(outcomes.map(() => ID));
    expect(outcomes.map((answer) => answer.headers.get('x-v'))).toEqual(outcomes.map(() => '3.1.0'));
  });
});

const fetchAnswer = async (url: string, init: RequestInit) => {
  const { status, headers } = await fetch(url, init);
  return { status, headers };
};

describe('the other headers of the receiver', () => {
  test('RES-064 x-v announces the full version', async () => {
    await using receiver = await world();
    expect((await list(receiver)).headers.get('x-v')).toBe('3.1.0');
  });

  test('RES-065 a version in the request is ignored', async () => {
    await using receiver = await world();
    for (const version of ['1.0.0', '9.9.9', 'none']) {
      const answer = await list(receiver, '', { 'x-v': version });
      expect([answer.status, answer.headers.get('x-v')]).toEqual([200, '3.1.0']);
    }
  });

  test('RES-066 well-formed optional headers are taken', async () => {
    await using receiver = await world();
    const taken = [
      { 'x-fapi-auth-date': OFFICIAL_DATE },
      { 'x-fapi-auth-date': OFFICIAL_DATE.replace('GMT', 'UTC') },
      { 'x-fapi-customer-ip-address': '192.0.2.14' },
      { 'x-fapi-customer-ip-address': '2001:db8::1' },
      { 'x-fapi-customer-ip-address': 'x'.repeat(255) },
      { 'x-customer-user-agent': 'x' },
      { 'x-customer-user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' },
    ];
    const answers = await Promise.all(taken.map((headers) => list(receiver, '', headers as Record<string, string>)));
    expect(answers.map(({ status }) => status)).toEqual(taken.map(() => 200));
  });

  test('RES-066 RES-100 a malformed optional header is refused with 400, which names it', async () => {
    await using receiver = await world();
    const malformed: readonly [string, string][] = [
      ['x-fapi-auth-date', NOW],
      ['x-fapi-auth-date', OFFICIAL_DATE.replace('GMT', 'BRT')],
      ['x-fapi-auth-date', OFFICIAL_DATE.replace('02', '2')],
      ['x-fapi-auth-date', ''],
      ['x-fapi-customer-ip-address', ''],
      ['x-fapi-customer-ip-address', '1'.repeat(256)],
      ['x-customer-user-agent', ''],
      ['x-customer-user-agent', 'x'.repeat(256)],
    ];
    for (const [name, value] of malformed) {
      const { status, body } = await list(receiver, '', { [name]: value });
      expect([name, value, status]).toEqual([name, value, 400]);
      expect(body.errors[0]?.detail).toContain(name);
    }
  });
});

describe('content negotiation', () => {
  test('RES-067 a list is application/json and an error application/json; charset=utf-8', async () => {
    await using receiver = await world();
    expect((await list(receiver)).headers.get('content-type')).toBe('application/json');
    const refused = await list(receiver, '', { authorization: undefined });
    expect(refused.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('RES-067 every answer carries Date', async () => {
    await using receiver = await world();
    const answers = [await list(receiver), await list(receiver, '', { authorization: undefined })];
    expect(answers.map(({ headers }) => Number.isNaN(Date.parse(headers.get('date') ?? '')))).toEqual([false, false]);
  });

  test('RES-068 no Accept, or one that takes JSON in UTF-8, is served', async () => {
    await using receiver = await world();
    const accepted = [
      undefined,
      '',
      '*/*',
      'application/*',
      'application/json',
      'APPLICATION/JSON',
      'application/json; charset=utf-8',
      'application/json;charset=UTF-8',
      'application/json; charset="utf-8"',
      'application/json;q=0.1',
      'text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8',
      'application/json, text/plain, */*',
    ];
    for (const accept of accepted) {
      const headers = { ...headersFor(receiver.token), ...(accept !== undefined && { accept }) };
      const answer = await raw(receiver.bank, requestText(LIST, headers));
      expect([accept, answer.slice(0, 12)]).toEqual([accept, 'HTTP/1.1 200']);
      expect(answer).toMatch(/\r\ncontent-type: application\/json\r\n/i);
    }
  });

  test('RES-068 RES-105 another media type, or another charset alone, is refused with 406', async () => {
    await using receiver = await world();
    const refused: readonly Record<string, string>[] = [
      { accept: 'text/html' },
      { accept: 'application/xml, text/plain;q=0.5' },
      { accept: 'application/json; charset=iso-8859-1' },
      { accept: 'application/json;q=0' },
      { accept: '*/*;q=0' },
      { accept: 'nonsense' },
      { accept: 'application/json', 'accept-charset': 'iso-8859-1' },
    ];
    for (const headers of refused) {
      const { status, headers: answered } = await list(receiver, '', headers);
      expect([headers, status]).toEqual([headers, 406]);
      expect(answered.get('content-type')).toBe('application/json; charset=utf-8');
    }
  });

  test('RES-068 Accept-Charset with UTF-8 among others is served', async () => {
    await using receiver = await world();
    expect((await list(receiver, '', { 'accept-charset': 'iso-8859-1, UTF-8;q=0.5' })).status).toBe(200);
  });

  test('RES-069 a GET with a Content-Type is served', async () => {
    await using receiver = await world();
    for (const type of ['application/json', 'text/plain', 'nonsense']) {
      expect((await list(receiver, '', { 'content-type': type })).status).toBe(200);
    }
  });
});
