import { expect, test } from '@jest/globals';
import type { Socket } from 'node:net';
import { examineFromOutside, SECRET, target } from './targets.js';

/** Longer than this a call is not waited for here. Milliseconds. */
const PATIENCE = 150;

const bodyOf = (body: string, head = 'content-type: application/json'): string =>
  `HTTP/1.1 200 OK\r\n${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const answering =
  (text: string) =>
  (socket: Socket): void =>
    void socket.on('data', () => socket.write(text));

test.each([
  { what: 'hangs', onSocket: () => undefined },
  {
    what: 'resets every connection',
    onSocket: (socket: Socket) => void socket.on('data', () => socket.resetAndDestroy()),
  },
  { what: 'speaks no HTTP', onSocket: answering('220 smtp.example ESMTP\r\n') },
  {
    what: 'stops in the middle of an answer',
    onSocket: (socket: Socket) =>
      void socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n{"da')),
  },
])('a target that $what is found wanting, and is not waited for', async ({ onSocket }) => {
  await using bad = await target(onSocket);
  const { results, journal } = await examineFromOutside(bad.url, PATIENCE);
  expect(results.find(({ rule }) => rule.id === 'RES-056')).toMatchObject({ verdict: 'fail' });
  expect(journal.length).toBeLessThan(20);
  expect(journal.every(({ status, error }) => status === 0 && error !== undefined)).toBe(true);
});

test.each([
  { what: 'nothing that is JSON', text: bodyOf('<html>oops</html>', 'content-type: text/html') },
  { what: 'JSON of another shape', text: bodyOf('{"data":[7,null,{"resourceId":{}},[]],"links":"none","meta":[]}') },
  { what: 'a text', text: bodyOf('"data"') },
  { what: 'null', text: bodyOf('null') },
  { what: 'no body', text: 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n' },
  {
    what: 'links in a circle',
    text: bodyOf('{"data":[],"links":{"self":"http://[::1","next":"/a"},"meta":{"totalRecords":-1}}'),
  },
])('a target that answers $what everywhere gets a verdict on every rule', async ({ text }) => {
  await using bad = await target(answering(text));
  const { results } = await examineFromOutside(bad.url, 2_000);
  expect(results.filter(({ verdict }) => verdict === 'fail').length).toBeGreaterThan(10);
  expect(results.every(({ message }) => message.pt !== '' && message.en !== '')).toBe(true);
});

test('a secret is nowhere in what was seen, though the target repeats it', async () => {
  const echo = bodyOf(
    `{"data":[{"token":"${SECRET}"}]}`,
    `content-type: application/json\r\nx-token: Bearer ${SECRET}\r\nset-cookie: s=1`,
  );
  await using bad = await target(answering(echo));
  const { journal, results } = await examineFromOutside(bad.url, 2_000);
  expect(journal.length).toBeGreaterThan(50);
  expect(JSON.stringify([journal, results])).not.toContain(SECRET);
});
