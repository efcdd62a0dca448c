import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { headersFor, LIST, list, raw, requestText, type World, world } from './calls.js';

/** The status line, headers and JSON body of an answer in bytes. */
function read(answer: string): { status: number; head: string; body: unknown } {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { status: Number(head.slice(9, 12)), head, body: body === '' ? undefined : JSON.parse(body) };
}

const FAMILY_ERROR = {
  errors: [{ code: expect.any(String), title: expect.any(String), detail: expect.any(String) }],
  meta: { requestDateTime: expect.stringMatching(/^[\dT:-]{19}Z$/) },
};

const send = async ({ bank }: World, bytes: string) => read(await raw(bank, bytes));

describe('what is no HTTP', () => {
  test('RES-100 headers over 16 KiB are refused with 431, in the words of the family', async () => {
    await using receiver = await world();
    const headers = headersFor(receiver.token);
    const [inHeader, inUrl] = [
      await send(receiver, requestText(LIST, { ...headers, 'x-big': 'x'.repeat(20_000) })),
      await send(receiver, requestText(`${LIST}?x=${'x'.repeat(20_000)}`, headers)),
    ];
    expect([inHeader.status, inUrl.status]).toEqual([431, 431]);
    expect([inHeader.body, inUrl.body]).toEqual([FAMILY_ERROR, FAMILY_ERROR]);
    expect(inHeader.head).toContain('content-type: application/json; charset=utf-8');
  });

  test('RES-100 malformed requests are refused with 400, in the words of the family', async () => {
    await using receiver = await world();
    const headers = headersFor(receiver.token);
    const malformed: Readonly<Record<string, string>> = {
      'no request line': 'garbage\r\n\r\n',
      'another protocol': `GET ${LIST} HTTP/9.9\r\n\r\n`,
      'an unknown method': requestText(LIST, headers, 'FETCH'),
      'a NUL in the target': requestText(`${LIST}\0`, headers),
      'a NUL in a header': requestText(LIST, { ...headers, 'x-a': 'a\0b' }),
      'a byte beyond ASCII in the target': requestText(`${LIST}?x=é`, headers),
      'a header without colon': requestText(LIST, headers).replace('connection', 'nonsense\r\nconnection'),
      'a folded header': requestText(LIST, headers).replace('connection', 'x-a: b\r\n c\r\nconnection'),
      'a negative length': requestText(LIST, { ...headers, 'content-length': '-1' }),
      'two lengths': requestText(LIST, { ...headers, 'content-length': '1', 'Content-Length': '2' }),
      'a length and chunks': requestText(LIST, { ...headers, 'content-length': '1', 'transfer-encoding': 'chunked' }),
    };
    for (const [what, bytes] of Object.entries(malformed)) {
      const { status, body } = await send(receiver, bytes);
      expect([what, status, body]).toEqual([what, 400, FAMILY_ERROR]);
    }
  });

  test('a connection that breaks off leaves the server serving', async () => {
    await using receiver = await world();
    const { hostname, port } = new URL(receiver.bank.url);
    for (const half of [`GET ${LIST} HTTP/1.1\r\nhost: x\r\n`, requestText(LIST, { 'content-length': '10' }, 'POST')]) {
      const socket = connect(Number(port), hostname);
      socket.write(half, () => socket.resetAndDestroy());
      await once(socket, 'close');
    }
    expect((await list(receiver)).status).toBe(200);
  });
});

describe('bodies nobody asked for', () => {
  test.each([
    ['a length', { 'content-length': String(2 ** 21) }, 'x'.repeat(2 ** 21)],
    ['chunks', { 'transfer-encoding': 'chunked' }, `${(2 ** 21).toString(16)}\r\n${'x'.repeat(2 ** 21)}\r\n0\r\n\r\n`],
  ])('RES-104 two MiB sent with %s do not keep a POST from its 405', async (_how, headers, body) => {
    await using receiver = await world();
    const bytes = requestText(LIST, { ...headersFor(receiver.token), ...headers }, 'POST') + body;
    const answer = await send(receiver, bytes);
    expect([answer.status, answer.body]).toEqual([405, FAMILY_ERROR]);
    expect((await list(receiver)).status).toBe(200);
  });

  test('RES-069 a GET with a body is served without looking at it', async () => {
    await using receiver = await world();
    const headers = { ...headersFor(receiver.token), 'content-type': 'application/json', 'content-length': '3' };
    expect((await send(receiver, `${requestText(LIST, headers)}{{{`)).status).toBe(200);
  });
});

/** RFC 6749 §5.2. */
const OAUTH_ERROR = { error: 'invalid_request', error_description: expect.any(String) };

describe('paths and queries meant to hurt', () => {
  const WEIRD = [
    '/%zz',
    '/%',
    '/%00',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fpackage.json',
    '/.env',
    '//evil.test/x',
  ];
  const POLLUTING = ['/__proto__', '/constructor/prototype', '/toString'];

  test('RES-100 are answered by a refusal, never by a failure or a stack', async () => {
    await using receiver = await world();
    const headers = headersFor(receiver.token);
    const roots = ['', '/open-banking', '/open-banking/resources/v3', LIST, '/auth', '/auth/jwks', '/healthz'];
    const targets = roots.flatMap((root) => [...WEIRD, ...POLLUTING].map((path) => `${root}${path}`));
    for (const target of targets) {
      const { status, body } = await send(receiver, requestText(target, headers));
      const refused = target.startsWith('/auth/') ? OAUTH_ERROR : FAMILY_ERROR;
      expect([target, status, body]).toEqual([target, 404, refused]);
    }
  });

  test('RES-100 in the pages of the documents are never a failure', async () => {
    await using receiver = await world();
    const targets = [...WEIRD, ...POLLUTING, '/resources.json', '/__proto__.json'].map((path) => `/docs${path}`);
    for (const target of targets) {
      const answer = await raw(receiver.bank, requestText(target, {}));
      expect([target, Number(answer.slice(9, 12)) < 500]).toEqual([target, true]);
      expect(answer).not.toMatch(/\n {4}at |"devDependencies"|root:/);
    }
    const conditional = [{ range: 'bytes=99999999-' }, { 'if-match': '"x"' }, { 'if-unmodified-since': 'nonsense' }];
    for (const headers of conditional) {
      const answer = await raw(receiver.bank, requestText('/docs/swagger-ui.css', headers as Record<string, string>));
      expect([headers, Number(answer.slice(9, 12)) < 500]).toEqual([headers, true]);
    }
  });

  test('RES-100 in the query change nothing of what the objects of the process are', async () => {
    await using receiver = await world();
    const queries = [
      '__proto__[polluted]=1',
      '__proto__.polluted=1',
      'constructor[prototype][polluted]=1',
      '__proto__=1',
    ];
    for (const query of queries) expect((await list(receiver, `?${query}`)).status).toBe(200);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('an expectation nobody knows is a request like any other', async () => {
    await using receiver = await world();
    const { status } = await send(receiver, requestText(LIST, { ...headersFor(receiver.token), expect: 'magic' }));
    expect(status).toBe(200);
  });

  test('the target * and an absolute target are refused, not followed', async () => {
    await using receiver = await world();
    const headers = headersFor(receiver.token);
    expect((await send(receiver, requestText('*', headers, 'OPTIONS'))).status).toBe(404);
    expect((await send(receiver, requestText(`http://evil.test${LIST}`, headers))).status).toBe(404);
    expect(await raw(receiver.bank, 'CONNECT evil.test:443 HTTP/1.1\r\nhost: evil.test\r\n\r\n')).toBe('');
  });
});
